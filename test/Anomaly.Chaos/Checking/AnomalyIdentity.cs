namespace Anomaly.Chaos.Checking;

/// <summary>What makes an anomaly that anomaly: two of one identity are one too many.</summary>
/// <param name="Series">The series.</param>
/// <param name="Method">The method that found it.</param>
/// <param name="Partition">The partition of the record that raised it.</param>
/// <param name="Offset">Its offset.</param>
/// <param name="Index">The sample in the record.</param>
/// <param name="TimestampMs">Event time of the point that it is about.</param>
internal readonly record struct AnomalyIdentity(string Series, string Method, int Partition, long Offset, int Index, long TimestampMs);
