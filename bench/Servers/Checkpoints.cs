using System.Text.Json.Nodes;
using Anomaly.Bench.Reporting;

namespace Anomaly.Bench.Servers;

/// <summary>The checkpoints between two looks. Each partition has its own.</summary>
internal sealed class Checkpoints(SiloReading from, SiloReading to)
{
    private const string Metric = "checkpoint_seconds";

    public double Count { get; } = to.Growth(from, Metric + "_count");

    /// <summary>How long one took in the middle.</summary>
    public double MeanSeconds => Count == 0 ? 0 : to.Growth(from, Metric + "_sum") / Count;

    /// <summary>The lowest bound that none was above: the longest took more than half of it, since bounds double.</summary>
    public double LongestBelowSeconds => from.Metrics.Buckets(Metric).Zip(to.Metrics.Buckets(Metric), (before, after) => (after.Bound, Count: after.Count - before.Count))
        .FirstOrDefault(bucket => bucket.Count >= Count, (double.PositiveInfinity, 0)).Bound;

    private double HighestBound => to.Metrics.Buckets(Metric).Select(bucket => bucket.Bound).Where(double.IsFinite).Max();

    public JsonObject AddTo(JsonObject figures)
    {
        figures["checkpoints"] = Count;
        figures["checkpoint_mean_seconds"] = Figures.Round(MeanSeconds);
        if (double.IsFinite(LongestBelowSeconds))
            figures["checkpoint_longest_below_seconds"] = Figures.Round(LongestBelowSeconds);
        else
            figures["checkpoint_longest_above_seconds"] = Figures.Round(HighestBound);
        return figures;
    }
}
