using System.Data.Common;
using Anomaly.Storage.Access;
using Anomaly.Storage.Anomalies;
using Anomaly.Storage.DeadLetters;
using Anomaly.Storage.Incidents;
using Anomaly.Storage.Notifications;
using Anomaly.Storage.Outbox;
using Anomaly.Storage.Partitions;
using Anomaly.Storage.Retention;
using Anomaly.Storage.Schema;
using Anomaly.Storage.Series;
using Microsoft.Extensions.DependencyInjection;

namespace Anomaly.Storage.Tests.Backends;

/// <summary>The ports on one database, and a way to look behind them.</summary>
public sealed class TestStorage : IAsyncDisposable
{
    private readonly ServiceProvider _services;
    private readonly Func<DbConnection> _connect;

    public TestStorage(string connectionString, Action<IServiceCollection> register, Func<DbConnection> connect)
    {
        ConnectionString = connectionString;
        var services = new ServiceCollection();
        services.AddSingleton<TimeProvider>(Time);
        register(services);
        _services = services.BuildServiceProvider();
        _connect = connect;
    }

    public string ConnectionString { get; }

    public SettableTime Time { get; } = new();

    public IPartitionStore Partitions => _services.GetRequiredService<IPartitionStore>();

    public IAnomalyStore Anomalies => _services.GetRequiredService<IAnomalyStore>();

    public ISeriesCatalog Series => _services.GetRequiredService<ISeriesCatalog>();

    public IDeadLetterStore DeadLetters => _services.GetRequiredService<IDeadLetterStore>();

    public IIncidentStore Incidents => _services.GetRequiredService<IIncidentStore>();

    public IIncidentInbox Inbox => _services.GetRequiredService<IIncidentInbox>();

    public ISilenceStore Silences => _services.GetRequiredService<ISilenceStore>();

    public IRouteStore Routes => _services.GetRequiredService<IRouteStore>();

    public IChannelStore Channels => _services.GetRequiredService<IChannelStore>();

    public IKeyRingStore KeyRing => _services.GetRequiredService<IKeyRingStore>();

    public IGroupStore Groups => _services.GetRequiredService<IGroupStore>();

    public IOutbox Outbox => _services.GetRequiredService<IOutbox>();

    public IApiKeyStore ApiKeys => _services.GetRequiredService<IApiKeyStore>();

    public IAuditStore Audit => _services.GetRequiredService<IAuditStore>();

    public IRetentionStore Retention => _services.GetRequiredService<IRetentionStore>();

    public IStorageSchema Schema => _services.GetRequiredService<IStorageSchema>();

    /// <summary>Opens a connection beside the ports'.</summary>
    public async Task<DbConnection> OpenAsync()
    {
        var connection = _connect();
        await connection.OpenAsync();
        return connection;
    }

    /// <summary>Sends SQL; answers with its first value.</summary>
    public async Task<object?> SqlAsync(string sql)
    {
        await using var connection = await OpenAsync();
        await using var command = connection.CreateCommand();
#pragma warning disable CA2100 // the tests' own texts
        command.CommandText = sql;
#pragma warning restore CA2100
        return await command.ExecuteScalarAsync();
    }

    public ValueTask DisposeAsync() => _services.DisposeAsync();
}
