using System.Globalization;
using System.Text.Json.Nodes;
using Anomaly.Detectors;

namespace Anomaly.Grains.Series;

/// <summary>
/// What became of a counter between two samples: its increase per second. A value below the one before is a reset, after which the
/// counter began at 0: what it has counted since is the value itself, as Prometheus' <c>rate</c> takes it.
/// </summary>
/// <param name="PreviousMs">When it was read before.</param>
/// <param name="Previous">What it was then.</param>
/// <param name="TimestampMs">When it was read now; later.</param>
/// <param name="Value">What it is now.</param>
internal readonly record struct CounterRate(long PreviousMs, double Previous, long TimestampMs, double Value)
{
    /// <summary>Whether the counter began anew in between.</summary>
    public bool IsReset => Value < Previous;

    /// <summary>The increase per second; finite.</summary>
    public double PerSecond => Math.Clamp((IsReset ? Value : Value - Previous) / ((TimestampMs - PreviousMs) / 1000.0), 0, double.MaxValue);

    /// <summary>An alarm about the rate, with the readings that it was made of.</summary>
    public Alarm Explain(Alarm alarm)
    {
        var seconds = (TimestampMs - PreviousMs) / 1000.0;
        var counter = new JsonObject
        {
            ["value"] = Value,
            ["timestamp"] = Time(TimestampMs),
            ["previous_value"] = Previous,
            ["previous_timestamp"] = Time(PreviousMs),
            ["reset"] = IsReset,
        };
        var before = alarm.Context[..^1];
        return alarm with
        {
            Reason = string.Create(CultureInfo.InvariantCulture, $"{alarm.Reason}; per second: the counter {(IsReset ? "was reset and " : "")}went from {Previous} to {Value} in {seconds} s"),
            Context = $"{before}{(before.Length > 1 ? "," : "")}\"counter\":{counter.ToJsonString()}}}",
        };
    }

    private static string Time(long unixMs) => DateTimeOffset.FromUnixTimeMilliseconds(unixMs).ToString("yyyy-MM-ddTHH:mm:ss.fffZ", CultureInfo.InvariantCulture);
}
