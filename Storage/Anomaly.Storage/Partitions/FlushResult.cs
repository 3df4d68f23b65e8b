namespace Anomaly.Storage.Partitions;

/// <summary>What a flush wrote.</summary>
/// <param name="States">Rows of states written.</param>
/// <param name="Anomalies">Anomalies added.</param>
/// <param name="Conflicts">Anomalies that were there already; a tripwire that must stay 0.</param>
public readonly record struct FlushResult(int States, int Anomalies, int Conflicts);
