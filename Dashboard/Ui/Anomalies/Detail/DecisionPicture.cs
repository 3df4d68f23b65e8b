using Anomaly.Dashboard.Api.Json;
using Anomaly.Dashboard.Ui.Charts;
using Anomaly.Grains.Interfaces.Anomalies;

namespace Anomaly.Dashboard.Ui.Anomalies.Detail;

/// <summary>Charts of the samples that made a decision, with what was expected of them and the limits drawn in.</summary>
internal static class DecisionPicture
{
    private const int MostSamples = 2000;

    /// <returns>No panel where the context holds no samples.</returns>
    public static IReadOnlyList<DecisionPanel> Of(AnomalyRecord record)
    {
        if (GroupContributions.Of(record).Count > 0)
            return []; // Its numbers are a member's each, not a sample's.

        var context = new DecisionContext(record);
        if (context.Values.Length == 0)
            return [];

        var (start, count) = Stretch(context);
        var values = Values(record, context, new PanelBuilder(start, count));
        return context.PerSample("z_scores") is { } zScores
            ? [values, Scores(record, context, zScores, new PanelBuilder(start, count))]
            : [values];
    }

    private static DecisionPanel Values(AnomalyRecord record, DecisionContext context, PanelBuilder panel)
    {
        var (low, high) = Limits(record);
        panel.Band(
            new ChartSeries("Upper limit", ChartSeriesKind.Edge, "threshold"), new ChartSeries("Lower limit", ChartSeriesKind.Edge, "threshold"), high, low);
        panel.Level(new ChartSeries(context.Number("mean") is null ? "Expected" : "Mean", ChartSeriesKind.Dashed, "expected"), record.Expected ?? context.Number("mean"));
        if (context.PerSample("smoothed") is { } smoothed)
            panel.Line(new ChartSeries("Smoothed", ChartSeriesKind.Line, "smooth"), smoothed);

        panel.Line(new ChartSeries("Value", ChartSeriesKind.Line, "value"), context.Values);
        panel.Ring(Ring(record), context.Values, context.Flagged);
        return panel.Build(
            "What it saw",
            $"The {context.Values.Length} samples that the method decided on. {AnomalyText.Clip(record.Reason, 300)}.",
            height: 300);
    }

    private static DecisionPanel Scores(AnomalyRecord record, DecisionContext context, double[] zScores, PanelBuilder panel) => panel
        .Line(new ChartSeries("z-score", ChartSeriesKind.Bars, "score"), zScores)
        .Level(new ChartSeries("Dynamic threshold", ChartSeriesKind.Dashed, "threshold"), context.Number("dynamic_threshold") ?? record.Threshold)
        .Ring(Ring(record), zScores, context.Flagged)
        .Build("How it scored", "The z-score of every sample beside the dynamic threshold.", height: 190, fromZero: true);

    private static ChartSeries Ring(AnomalyRecord record) =>
        new("Flagged", ChartSeriesKind.Rings, WireNames<AnomalySeverity>.Of(record.Severity), Size: 16);

    /// <summary>The record's band; for a moving average, whose threshold is a distance from the mean, the missing end too.</summary>
    private static (double? Low, double? High) Limits(AnomalyRecord record)
    {
        if (record.DetectionMethod != "moving_average" || record.Expected is not { } mean)
            return (record.Lower, record.Upper);

        var reach = record.Upper - mean ?? mean - record.Lower ?? record.Threshold;
        return (record.Lower ?? mean - reach, record.Upper ?? mean + reach);
    }

    /// <summary>Of very many samples those up to the flagged one.</summary>
    private static (int Start, int Count) Stretch(DecisionContext context)
    {
        var end = context.Values.Length;
        if (end > MostSamples && context.Flagged is { } flagged)
            end = Math.Min(end, Math.Max(MostSamples, flagged + 1));

        var count = Math.Min(end, MostSamples);
        return (end - count, count);
    }
}
