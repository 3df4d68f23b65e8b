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
using Anomaly.Storage.Sqlite.Access;
using Anomaly.Storage.Sqlite.Anomalies;
using Anomaly.Storage.Sqlite.DeadLetters;
using Anomaly.Storage.Sqlite.Incidents;
using Anomaly.Storage.Sqlite.Notifications;
using Anomaly.Storage.Sqlite.Options;
using Anomaly.Storage.Sqlite.Outbox;
using Anomaly.Storage.Sqlite.Partitions;
using Anomaly.Storage.Sqlite.Retention;
using Anomaly.Storage.Sqlite.Schema;
using Anomaly.Storage.Sqlite.Series;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Anomaly.Storage.Sqlite.Hosting;

/// <summary>Puts the ports on a SQLite file.</summary>
public static class SqliteStorageExtensions
{
    /// <summary>
    /// Registers <see cref="IPartitionStore"/>, <see cref="IAnomalyStore"/>, <see cref="ISeriesCatalog"/>,
    /// <see cref="IDeadLetterStore"/>, <see cref="IIncidentStore"/>, <see cref="IIncidentInbox"/>, <see cref="ISilenceStore"/>, <see cref="IRouteStore"/>,
    /// <see cref="IChannelStore"/>, <see cref="IKeyRingStore"/>, <see cref="IGroupStore"/>, <see cref="IOutbox"/>, <see cref="IApiKeyStore"/>, <see cref="IAuditStore"/>, <see cref="IRetentionStore"/> and <see cref="IStorageSchema"/>. The file is not touched before the first use.
    /// </summary>
    /// <param name="services">The services.</param>
    /// <param name="options">Which file.</param>
    /// <returns>The services.</returns>
    /// <exception cref="StorageException">A value of <paramref name="options"/> cannot be used; the message names it.</exception>
    public static IServiceCollection AddSqliteStorage(this IServiceCollection services, SqliteStorageOptions options)
    {
        ArgumentNullException.ThrowIfNull(services);
        ArgumentNullException.ThrowIfNull(options);
        _ = options.ToConnectionString(); // a value that cannot be used is told at start
        services.AddLogging();
        services.TryAddSingleton(TimeProvider.System);
        services.AddSingleton(options);
        services.AddSingleton<SqliteDatabase>();
        services.TryAddSingleton<InboxSignal>();
        services.AddSingleton<IPartitionStore, SqlitePartitionStore>();
        services.AddSingleton<IAnomalyStore, SqliteAnomalyStore>();
        services.AddSingleton<ISeriesCatalog, SqliteSeriesCatalog>();
        services.AddSingleton<IDeadLetterStore, SqliteDeadLetterStore>();
        services.AddSingleton<IIncidentStore, SqliteIncidentStore>();
        services.AddSingleton<IIncidentInbox, SqliteIncidentInbox>();
        services.AddSingleton<ISilenceStore, SqliteSilenceStore>();
        services.AddSingleton<IRouteStore, SqliteRouteStore>();
        services.AddSingleton<IChannelStore, SqliteChannelStore>();
        services.AddSingleton<IKeyRingStore, SqliteKeyRingStore>();
        services.AddSingleton<IGroupStore, SqliteGroupStore>();
        services.AddSingleton<IOutbox, SqliteOutbox>();
        services.AddSingleton<IApiKeyStore, SqliteApiKeyStore>();
        services.AddSingleton<IAuditStore, SqliteAuditStore>();
        services.AddSingleton<IRetentionStore, SqliteRetentionStore>();
        services.AddSingleton<IStorageSchema, SqliteSchema>();
        return services;
    }
}
