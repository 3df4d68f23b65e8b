using System.Text.Json.Nodes;
using Anomaly.Bench.Reporting;
using Anomaly.Bench.Servers;

namespace Anomaly.Bench.Overload;

/// <summary>What was seen.</summary>
internal sealed record OverloadRun
{
    /// <summary>A look a second while too much was sent.</summary>
    public required IReadOnlyList<SiloReading> Readings { get; init; }

    /// <summary>The look that showed that nothing was left to read.</summary>
    public required SiloReading Drained { get; init; }

    public required RequestLoop Page { get; init; }

    public required RequestLoop List { get; init; }

    public required IReadOnlyList<long> Ends { get; init; }

    public required Saved Saved { get; init; }

    public JsonObject ToFigures()
    {
        var produced = Ends.Sum();
        var (first, last) = (Readings[0], Readings[^1]);
        var figures = new JsonObject
        {
            ["produced_per_second"] = Figures.Round(produced / last.SecondsSince(first)),
            ["processed_per_second_meanwhile"] = Figures.Round(last.RateSince(first)),
            ["records_produced"] = produced,
            ["working_set_first_bytes"] = first.WorkingSet,
            ["working_set_middle_bytes"] = Readings[Readings.Count / 2].WorkingSet,
            ["working_set_end_bytes"] = last.WorkingSet,
            ["working_set_max_bytes"] = Readings.Append(Drained).Max(reading => reading.WorkingSet),
            ["lag_max"] = Readings.Max(reading => reading.Lag),
            ["seconds_to_drain"] = Figures.Round(Drained.SecondsSince(last)),
        };
        figures.Percentiles("ui", "ms", Page.Milliseconds).Percentiles("series_list", "ms", List.Milliseconds);
        figures["ui_failures"] = Page.Failures;
        figures["series_list_failures"] = List.Failures;
        figures["samples_lost"] = produced - Drained.Processed;
        figures["records_lost_total"] = Drained.Metrics.Sum("records_lost_total");
        figures["records_rejected_total"] = Drained.Metrics.Sum("records_rejected_total");
        figures["records_not_saved"] = produced - Saved.NextOffsets.Sum();
        figures["anomalies"] = Saved.Anomalies;
        figures["anomalies_doubled"] = Saved.Anomalies - Saved.Distinct;
        return figures;
    }
}
