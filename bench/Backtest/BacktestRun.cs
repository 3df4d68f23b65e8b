using Anomaly.Bench.Recordings;
using Anomaly.Detectors;
using Anomaly.Grains.Settings;

namespace Anomaly.Bench.Backtest;

/// <summary>Lets recordings happen once more.</summary>
internal static class BacktestRun
{
    public static FileResult Run(Recording recording, SeriesSettings settings)
    {
        var series = new OverheardSeries(settings);
        var points = new List<JudgedPoint>(recording.Samples.Count);
        var alarms = new List<Alarm>();
        foreach (var row in recording.Samples)
        {
            alarms.AddRange(series.Apply(row.Time.ToUnixTimeMilliseconds(), row.Value));
            if (series.Methods[0].Judged is { } sample)
                points.Add(new JudgedPoint(sample, [.. series.Methods.Select(method => method.Verdict)]));
        }

        var samples = points.ConvertAll(point => point.Sample);

        // As in the service, the expectation is that of the first method that has a range.
        var expecting = settings.Detectors.Index().FirstOrDefault(method => points.Exists(point => double.IsFinite(point.Verdicts[method.Index].Upper)));

        // Late ones were judged when they came, and are drawn where they belong.
        var drawn = points.OrderBy(point => point.Sample.TimestampMs).ToList();
        return new FileResult
        {
            Name = recording.Name,
            Samples = recording.Samples.Count,
            Times = [.. drawn.Select(point => point.Sample.TimestampMs)],
            Values = [.. drawn.Select(point => point.Sample.Value)],
            Expected = [.. drawn.Select(point => point.Verdicts[expecting.Index].Expected)],
            Lower = [.. drawn.Select(point => point.Verdicts[expecting.Index].Lower)],
            Upper = [.. drawn.Select(point => point.Verdicts[expecting.Index].Upper)],
            ExpectedBy = expecting.Item?.Method,
            Methods = [.. settings.Detectors.Select((options, i) => new MethodResult(
                options.Method,
                [.. drawn.Select(point => point.Verdicts[i].Score)],
                [.. alarms.Where(alarm => alarm.Method == options.Method).OrderBy(alarm => alarm.TimestampMs)],
                DetectorTiming.Measure(options, samples)))],
        };
    }

    private sealed record JudgedPoint(Sample Sample, Verdict[] Verdicts);
}
