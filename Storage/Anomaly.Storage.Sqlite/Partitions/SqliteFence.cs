using Anomaly.Storage.Partitions;
using Microsoft.Data.Sqlite;

namespace Anomaly.Storage.Sqlite.Partitions;

/// <summary>Looks at the fence inside a transaction that holds the write lock, so it stays as seen until the commit.</summary>
internal static class SqliteFence
{
    public static bool Holds(SqliteConnection connection, SqliteTransaction transaction, Fence fence)
    {
        using var command = connection
            .Command(transaction, "select owner_epoch from partition_progress where topic = @topic and partition = @partition")
            .With("@topic", fence.Topic).With("@partition", fence.Partition);
        return command.ExecuteScalar() is long epoch && epoch == fence.OwnerEpoch;
    }
}
