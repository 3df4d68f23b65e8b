using Anomaly.Storage.Schema;
using Npgsql;
using NpgsqlTypes;

namespace Anomaly.Storage.Postgres.Schema;

/// <summary>A silo of another cluster that works on the same tables.</summary>
/// <param name="ClusterId">Its cluster.</param>
/// <param name="Silo">Its name and address.</param>
/// <param name="SeenAgo">How long ago it last said that it lives.</param>
internal sealed record ClusterNeighbour(string ClusterId, string Silo, TimeSpan SeenAgo)
{
    /// <summary>Silos say each 5 s that they live; one that has been quiet for so long was killed.</summary>
    private static readonly TimeSpan Lives = TimeSpan.FromSeconds(20);

    // Orleans' states: 2 joining, 3 active, 4 shutting down, 5 stopping. What left in order is 6, dead, at once.
    private const string Newest = """
        select deployment_id, silo_name || ' at ' || address || ':' || port, i_am_alive_time
        from orleans_silos
        where deployment_id <> $1 and status between 2 and 5 and i_am_alive_time > $2
        order by i_am_alive_time desc limit 1
        """;

    /// <summary>Finds the one that was heard of last; null where there is none.</summary>
    public static async Task<ClusterNeighbour?> FindAsync(NpgsqlDataSource source, string clusterId, DateTimeOffset now, CancellationToken cancellationToken)
    {
        await using var command = source.CreateCommand(Newest);
        command.Add(NpgsqlDbType.Text, clusterId);
        command.Add(NpgsqlDbType.TimestampTz, (now - Lives).UtcDateTime);
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        return await reader.ReadAsync(cancellationToken)
            ? new(reader.GetString(0), reader.GetString(1), now - reader.GetFieldValue<DateTimeOffset>(2))
            : null;
    }

    /// <summary>Says so, and what to do.</summary>
    public StorageException Refusal(string clusterId, string schema) => new(
        $"Storage:Schema is '{schema}', where the cluster '{ClusterId}' is at work (silo {Silo}, heard of {SeenAgo.TotalSeconds:0} s ago), and Cluster:ClusterId is '{clusterId}'; stop that cluster first, set Cluster:ClusterId to '{ClusterId}' to join it, or Storage:Schema to another value.")
    {
        IsTransient = true,
    };
}
