using Anomaly.Grains.Interfaces.Anomalies;
using Anomaly.Grains.Interfaces.Incidents;
using Anomaly.Grains.Interfaces.Series;
using Anomaly.Storage.Series;

namespace Anomaly.Dashboard.Tests.Front;

internal static class Samples
{
    public static readonly DateTimeOffset Noon = new(2026, 11, 22, 12, 0, 0, TimeSpan.Zero);

    private static int _offset;

    public static AnomalyRecord Anomaly(
        string series,
        DateTimeOffset? at = null,
        AnomalySeverity severity = AnomalySeverity.Warning,
        string method = "moving_average",
        AnomalyStatus status = AnomalyStatus.New) => new()
        {
            Id = Guid.CreateVersion7(at ?? Noon),
            MetricName = series,
            Labels = new Dictionary<string, string> { ["host"] = "web-1", ["zone <1>"] = "\"ü\"" },
            Timestamp = (at ?? Noon).AddMilliseconds(-120),
            DetectedAt = at ?? Noon,
            Value = 97.2,
            Threshold = 20,
            Status = status,
            DetectionMethod = method,
            AnomalyScore = 41.3,
            ZScore = 1.98,
            Expected = 55.9,
            Lower = 35.9,
            Upper = null,
            Severity = severity,
            Direction = AnomalyDirection.Above,
            Reason = "97.2 is 41.3 above the mean 55.9 of the last 5 samples; the threshold is 20",
            Context = """{"window":[51.0,44.2,43.1,44.0,97.2],"mean":55.9,"deviation":41.3}""",
            Config = """{"window_size":5,"threshold":20,"threshold_kind":"absolute"}""",
            Source = new SourcePosition("metrics", 1, 2, Interlocked.Increment(ref _offset), 0),
        };

    public static Incident Incident(string series, DateTimeOffset? at = null, AnomalySeverity severity = AnomalySeverity.Warning) => new()
    {
        Id = Guid.CreateVersion7(at ?? Noon),
        Key = "series:" + series,
        Status = IncidentStatus.Firing,
        Severity = severity,
        Labels = new Dictionary<string, string> { ["host"] = "web-1" },
        Series = [series],
        SeriesCount = 1,
        Methods = ["moving_average"],
        AnomalyCount = 17,
        StartedAt = at ?? Noon,
        LastAnomalyAt = (at ?? Noon).AddMinutes(1),
        LastDetectedAt = (at ?? Noon).AddMinutes(1.01),
        Peak = new IncidentPeak
        {
            AnomalyId = Guid.CreateVersion7(at ?? Noon), Series = series, Timestamp = at ?? Noon, Method = "moving_average", Value = 97.2,
            Expected = 55.9, Lower = double.NegativeInfinity, Score = double.NaN, Reason = "97.2 is 41.3 above the mean",
        },
        LastCountedAnomaly = Guid.CreateVersion7(at ?? Noon),
        Revision = 3,
    };

    public static SeriesInfo Series(string id, SeriesState state = SeriesState.Active, double lastValue = 42.5) => new()
    {
        Id = id,
        Labels = new Dictionary<string, string> { ["host"] = "web-1" },
        State = state,
        WarmUp = new WarmUp(20, 20),
        FirstSeen = Noon.AddDays(-1),
        LastSeen = Noon,
        LastValue = lastValue,
        Partition = 2,
        Offset = 18_233,
    };
}
