using Anomaly.Grains.Interfaces.Anomalies;
using Anomaly.Storage.DeadLetters;
using Anomaly.Storage.Partitions;

namespace Anomaly.Storage.Tests.Contracts;

/// <summary>Examples.</summary>
internal static class Some
{
    public static readonly DateTimeOffset Time = new(2026, 11, 22, 10, 0, 0, 123, TimeSpan.Zero);

    public static SeriesUpdate State(string id, long offset = 7) => new()
    {
        SeriesId = id,
        Offset = offset,
        Payload = [1, 2, (byte)offset],
        SettingsVersion = 3,
        IsNew = true,
        FirstSeen = Time.ToUnixTimeMilliseconds(),
        LastSeen = Time.ToUnixTimeMilliseconds() + 1000,
        LastValue = 42.5,
        WarmUpSeen = 20,
        WarmUpNeeded = 20,
    };

    public static AnomalyRecord Anomaly(string series, int number, DateTimeOffset? detectedAt = null) => new()
    {
        Id = new Guid(number, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1),
        MetricName = series,
        Timestamp = Time,
        DetectedAt = detectedAt ?? Time,
        Value = 97.2,
        Threshold = 20,
        DetectionMethod = "moving_average",
        AnomalyScore = 41.3,
        Severity = AnomalySeverity.Warning,
        Direction = AnomalyDirection.Above,
        Reason = "97.2 is 41.3 above the mean",
        Context = """{"mean":55.9}""",
        Config = """{"threshold":20}""",
        Source = new("metrics", 1, 0, number, 0),
    };

    public static DeadLetter Letter(Fence fence, long offset) => new()
    {
        Topic = fence.Topic,
        Epoch = fence.TopicEpoch,
        Partition = fence.Partition,
        Offset = offset,
        Reason = "not_json",
        Detail = "the value begins with 0x00\0; \ud800 it must be JSON",
        At = Time,
        ValueHead = [0, 1, 2],
        ValueSize = 3,
    };
}
