namespace Anomaly.Bench.Database;

/// <summary>What some rows cost.</summary>
/// <param name="Rows">How many they were.</param>
/// <param name="Elapsed">How long it took.</param>
/// <param name="Server">The server's processor time.</param>
/// <param name="Client">This process's processor time.</param>
/// <param name="Allocated">Bytes allocated in this process.</param>
/// <param name="Wal">Bytes of write-ahead log.</param>
internal readonly record struct Cost(long Rows, TimeSpan Elapsed, TimeSpan Server, TimeSpan Client, long Allocated, long Wal)
{
    public double RowsPerSecond => Rows / Elapsed.TotalSeconds;

    public double ServerMicroseconds => Server.TotalMicroseconds / Rows;

    public double ClientMicroseconds => Client.TotalMicroseconds / Rows;

    public static Cost operator +(Cost one, Cost other) => new(
        one.Rows + other.Rows, one.Elapsed + other.Elapsed, one.Server + other.Server, one.Client + other.Client, one.Allocated + other.Allocated, one.Wal + other.Wal);

    public static Cost operator -(Cost one, Cost other) => new(
        one.Rows - other.Rows, one.Elapsed - other.Elapsed, one.Server - other.Server, one.Client - other.Client, one.Allocated - other.Allocated, one.Wal - other.Wal);
}
