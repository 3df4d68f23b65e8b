using System.Globalization;
using Anomaly.Detectors.Explanations;
using Anomaly.Detectors.Statistics;

namespace Anomaly.Detectors.IsolationForest;

/// <summary>Collects the alarms of one batch. What they have in common is written once, and only if there is one.</summary>
internal struct IsolationForestAlarms
{
    private List<Alarm>? _alarms;
    private string? _sharedContext;
    private string? _config;
    private double _expected;

    public readonly IReadOnlyList<Alarm> ToList() => _alarms ?? (IReadOnlyList<Alarm>)Array.Empty<Alarm>();

    public void Add(in Batch batch, int index, int streak, IsolationForestOptions options) =>
        Add(
            batch,
            index,
            batch.DynamicThreshold,
            SeverityScale.Ratio(batch.ZScores[index], batch.DynamicThreshold),
            $"its z-score {Rounded.Text(batch.ZScores[index])} is above the dynamic threshold {Rounded.Text(batch.DynamicThreshold)}, {streak.ToString(CultureInfo.InvariantCulture)} in a row",
            string.Create(CultureInfo.InvariantCulture, $"\"streak\":{streak}"),
            options);

    /// <summary>Adds a point that is beyond the level found for its series.</summary>
    public void AddByLevel(in Batch batch, int index, double distance, double threshold, double score, IsolationForestOptions options) =>
        Add(
            batch,
            index,
            threshold,
            score,
            $"{Rounded.Text(distance)} away, where {Rounded.Text(threshold)} is usual at most",
            string.Create(CultureInfo.InvariantCulture, $"\"distance\":{distance:R},\"threshold\":{threshold:R}"),
            options);

    private void Add(in Batch batch, int index, double threshold, double severity, string judgement, string more, IsolationForestOptions options)
    {
        if (_alarms is null)
        {
            _alarms = [];
            _sharedContext = SharedContext(batch);
            _config = Config(options);
            _expected = Population.Mean(batch.Smoothed);
        }

        var sample = batch.Samples[index];
        var smoothed = batch.Smoothed[index];
        var zScore = batch.ZScores[index];
        _alarms.Add(new Alarm
        {
            Method = IsolationForestOptions.MethodName,
            Lag = batch.Samples.Length - 1 - index,
            TimestampMs = sample.TimestampMs,
            Value = sample.Value,
            Threshold = threshold,
            Score = -batch.Scores[index],
            ZScore = zScore,
            Expected = _expected,
            Severity = SeverityScale.Of(severity),
            Direction = smoothed > _expected ? AlarmDirection.Above
                : smoothed < _expected ? AlarmDirection.Below
                : AlarmDirection.Both,
            Reason = Reason(batch, index, judgement, _expected),
            Context = string.Create(CultureInfo.InvariantCulture, $"{_sharedContext.AsSpan(0, _sharedContext!.Length - 1)},{more},\"index\":{index}}}"),
            Config = _config!,
        });
    }

    private static string Reason(in Batch batch, int index, string judgement, double expected) =>
        $"{Rounded.Text(batch.Samples[index].Value)}, smoothed to {Rounded.Text(batch.Smoothed[index])}, stands apart from its batch of "
        + $"{batch.Samples.Length} samples around {Rounded.Text(expected)}: {judgement}";

    private static string SharedContext(in Batch batch)
    {
        Span<double> raw = stackalloc double[batch.Samples.Length];
        for (var i = 0; i < raw.Length; i++)
            raw[i] = batch.Samples[i].Value;

        using var json = new JsonText(5 * raw.Length + 1);
        return json
            .Add("buffer", raw)
            .Add("smoothed", batch.Smoothed)
            .Add("scores", batch.Scores)
            .Add("decisions", batch.Decisions)
            .Add("z_scores", batch.ZScores)
            .Add("dynamic_threshold", batch.DynamicThreshold)
            .Complete();
    }

    private static string Config(IsolationForestOptions options)
    {
        using var json = new JsonText(4);
        json.AddLevel(options.Sensitivity)
            .Add("batch_size", options.BatchSize)
            .Add("contamination", options.Contamination)
            .Add("smoothing_alpha", options.SmoothingAlpha);
        return options.Sensitivity is not null ? json.Complete() : json.Add("min_consecutive", options.MinConsecutive).Complete();
    }
}
