using Anomaly.Grains.Interfaces.Anomalies;
using Anomaly.Storage.Incidents;

namespace Anomaly.Notifications.Tests.Incidents;

/// <summary>Examples.</summary>
internal static class Some
{
    public static readonly DateTimeOffset Time = new(2026, 11, 22, 10, 0, 0, TimeSpan.Zero);

    /// <param name="atSeconds">Its event time, from <see cref="Time"/> on.</param>
    /// <param name="number">Tells anomalies of the same time apart.</param>
    /// <param name="series">The series.</param>
    /// <param name="lag">Seconds from the event time to the detection.</param>
    public static InboxAnomaly Anomaly(double atSeconds, int number = 0, string series = "cpu", double lag = 0.5) => new()
    {
        Id = Id(Time.AddSeconds(atSeconds), number),
        Series = series,
        Labels = new Dictionary<string, string> { ["host"] = "web-1" },
        Timestamp = Time.AddSeconds(atSeconds),
        DetectedAt = Time.AddSeconds(atSeconds + lag),
        Value = 97.2,
        Method = "ensemble",
        Score = 4,
        Severity = AnomalySeverity.Warning,
        Reason = "far out",
    };

    /// <summary>In the order of their times, as anomalies' ids are.</summary>
    private static Guid Id(DateTimeOffset time, int number)
    {
        var bytes = new byte[16];
        var milliseconds = time.ToUnixTimeMilliseconds();
        for (var i = 0; i < 6; i++)
            bytes[i] = (byte)(milliseconds >> (8 * (5 - i)));
        (bytes[6], bytes[8]) = (0x70, 0x80);
        BitConverter.TryWriteBytes(bytes.AsSpan(12), number);
        return new Guid(bytes, bigEndian: true);
    }
}
