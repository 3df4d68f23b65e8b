namespace Anomaly.Chaos.Checking;

/// <summary>A record as it is in the log.</summary>
/// <param name="Partition">Its partition.</param>
/// <param name="Offset">Its offset.</param>
/// <param name="Value">Its text.</param>
internal readonly record struct LogRecord(int Partition, long Offset, string Value);
