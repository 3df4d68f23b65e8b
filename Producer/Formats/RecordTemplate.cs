namespace Anomaly.Producer.Formats;

/// <summary>
/// The bytes of a series' records that never change. Only time and value differ from record to record, so that
/// escaping is paid once a series and not once a sample.
/// </summary>
internal sealed class RecordTemplate
{
    public required byte[] Prefix { get; init; }

    public required byte[] Middle { get; init; }

    public required byte[] Suffix { get; init; }

    /// <summary>Whether the value stands before the time.</summary>
    public bool ValueFirst { get; init; }

    /// <summary>Whether the time is a number of nanoseconds since 1970; else it is RFC 3339.</summary>
    public bool UnixNanoseconds { get; init; }

    public static RecordTemplate For(RecordFormat format, string series, IReadOnlyDictionary<string, string> labels) => format switch
    {
        RecordFormat.Json => JsonTemplate.Create(series, labels),
        RecordFormat.Seed => SeedTemplate.Create(series),
        RecordFormat.Prometheus => PrometheusTemplate.Create(series, labels),
        RecordFormat.Influx => InfluxTemplate.Create(series, labels),
        _ => throw new ArgumentOutOfRangeException(nameof(format), format, "not a record format"),
    };
}
