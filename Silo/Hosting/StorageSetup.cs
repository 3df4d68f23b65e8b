using Anomaly.Notifications.Hosting;
using Anomaly.Notifications.Secrets;
using Anomaly.Silo.Settings;
using Anomaly.Storage.Postgres.Hosting;
using Anomaly.Storage.Postgres.Options;
using Anomaly.Storage.Schema;
using Anomaly.Storage.Sqlite.Hosting;
using Anomaly.Storage.Sqlite.Options;

namespace Anomaly.Silo.Hosting;

/// <summary>Chooses and prepares the database.</summary>
internal static class StorageSetup
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);

    public static void AddStorage(this IServiceCollection services, SiloSettings settings)
    {
        if (settings.UsesPostgres)
        {
            services.AddPostgresStorage(Postgres(settings));
        }
        else
        {
            services.AddSqliteStorage(new SqliteStorageOptions { Path = SqliteFile(settings) });
        }

        // Beside SQLite's file, which no other host has, the key of its secrets can be made; hosts that share a database must be given one.
        services.AddNotificationDefinitions(settings.Notifications, settings.UsesPostgres ? null : Path.Combine(settings.Storage.Path, "notifications.key"));
    }

    /// <summary>Brings the tables up to date and makes them this service's; waits for a database that is not there yet. Then sees whether its secrets can be read.</summary>
    /// <exception cref="StorageException">It did not come, cannot be used, is another service's, or another cluster is at work on it.</exception>
    /// <exception cref="SecretsException">Its secrets are protected by another key.</exception>
    public static async Task PrepareStorageAsync(this IHost host, SiloSettings settings, CancellationToken cancellationToken)
    {
        var schema = host.Services.GetRequiredService<IStorageSchema>();
        var time = host.Services.GetRequiredService<TimeProvider>();
        var started = time.GetTimestamp();
        for (var said = false; ; said = true)
        {
            try
            {
                await schema.MigrateAsync(cancellationToken);
                await schema.AdoptAsync(settings.Cluster.ServiceId, cancellationToken);
                if (settings.Clustered)
                {
                    await schema.EnsureAloneAsync(settings.Cluster.ClusterId, cancellationToken);
                }

                await host.Services.GetRequiredService<ISecretProtector>().PrepareAsync(cancellationToken);
                return;
            }
            catch (StorageException exception) when (exception.IsTransient && time.GetElapsedTime(started) < settings.Storage.ConnectTimeout)
            {
                if (!said)
                {
                    Console.WriteLine($"Waiting for the database, up to {settings.Storage.ConnectTimeout.TotalSeconds:0} s: {exception.Message}");
                }

                await Task.Delay(Pause, time, cancellationToken);
            }
        }
    }

    public static PostgresStorageOptions Postgres(SiloSettings settings) =>
        new() { ConnectionString = settings.Storage.Postgres, Schema = settings.Storage.Schema };

    public static string SqliteFile(SiloSettings settings) => Path.Combine(settings.Storage.Path, "anomaly.db");
}
