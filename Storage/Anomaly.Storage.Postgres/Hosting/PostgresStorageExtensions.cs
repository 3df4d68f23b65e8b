using Anomaly.Storage.Access;
using Anomaly.Storage.Anomalies;
using Anomaly.Storage.DeadLetters;
using Anomaly.Storage.Incidents;
using Anomaly.Storage.Notifications;
using Anomaly.Storage.Outbox;
using Anomaly.Storage.Partitions;
using Anomaly.Storage.Postgres.Access;
using Anomaly.Storage.Postgres.Anomalies;
using Anomaly.Storage.Postgres.DeadLetters;
using Anomaly.Storage.Postgres.Incidents;
using Anomaly.Storage.Postgres.Notifications;
using Anomaly.Storage.Postgres.Options;
using Anomaly.Storage.Postgres.Outbox;
using Anomaly.Storage.Postgres.Partitions;
using Anomaly.Storage.Postgres.Retention;
using Anomaly.Storage.Postgres.Schema;
using Anomaly.Storage.Postgres.Series;
using Anomaly.Storage.Retention;
using Anomaly.Storage.Schema;
using Anomaly.Storage.Series;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Anomaly.Storage.Postgres.Hosting;

/// <summary>Puts the ports on PostgreSQL.</summary>
public static class PostgresStorageExtensions
{
    /// <summary>
    /// Registers <see cref="IPartitionStore"/>, <see cref="IAnomalyStore"/>, <see cref="ISeriesCatalog"/>,
    /// <see cref="IDeadLetterStore"/>, <see cref="IIncidentStore"/>, <see cref="IIncidentInbox"/>, <see cref="ISilenceStore"/>, <see cref="IRouteStore"/>,
    /// <see cref="IChannelStore"/>, <see cref="IKeyRingStore"/>, <see cref="IGroupStore"/>, <see cref="IOutbox"/>, <see cref="IApiKeyStore"/>, <see cref="IAuditStore"/>, <see cref="IRetentionStore"/> and <see cref="IStorageSchema"/>. Nothing connects before the first use.
    /// </summary>
    /// <param name="services">The services.</param>
    /// <param name="options">Which database.</param>
    /// <returns>The services.</returns>
    /// <exception cref="StorageException">A value of <paramref name="options"/> cannot be used; the message names it.</exception>
    public static IServiceCollection AddPostgresStorage(this IServiceCollection services, PostgresStorageOptions options)
    {
        ArgumentNullException.ThrowIfNull(services);
        ArgumentNullException.ThrowIfNull(options);
        _ = options.ToConnectionString(); // a value that cannot be used is told at start
        services.AddLogging();
        services.TryAddSingleton(TimeProvider.System);
        services.AddSingleton(options);
        services.AddSingleton<PostgresDatabase>();
        services.TryAddSingleton<InboxSignal>();
        services.AddSingleton<IPartitionStore, PostgresPartitionStore>();
        services.AddSingleton<IAnomalyStore, PostgresAnomalyStore>();
        services.AddSingleton<ISeriesCatalog, PostgresSeriesCatalog>();
        services.AddSingleton<IDeadLetterStore, PostgresDeadLetterStore>();
        services.AddSingleton<IIncidentStore, PostgresIncidentStore>();
        services.AddSingleton<IIncidentInbox, PostgresIncidentInbox>();
        services.AddSingleton<ISilenceStore, PostgresSilenceStore>();
        services.AddSingleton<IRouteStore, PostgresRouteStore>();
        services.AddSingleton<IChannelStore, PostgresChannelStore>();
        services.AddSingleton<IKeyRingStore, PostgresKeyRingStore>();
        services.AddSingleton<IGroupStore, PostgresGroupStore>();
        services.AddSingleton<IOutbox, PostgresOutbox>();
        services.AddSingleton<IApiKeyStore, PostgresApiKeyStore>();
        services.AddSingleton<IAuditStore, PostgresAuditStore>();
        services.AddSingleton<IRetentionStore, PostgresRetentionStore>();
        services.AddSingleton<IStorageSchema, PostgresSchema>();
        return services;
    }
}
