using System.Text.Json.Nodes;

namespace Anomaly.Bench.Reporting;

/// <summary>Figures of repeated runs.</summary>
internal static class Figures
{
    private const int Digits = 4;

    /// <summary>Four digits: what is measured here is not known better.</summary>
    public static double Round(double value)
    {
        if (value == 0 || !double.IsFinite(value))
            return 0;
        var digits = Digits - 1 - (int)Math.Floor(Math.Log10(Math.Abs(value)));
        return digits >= 0 ? Math.Round(value, Math.Min(digits, 15)) : Math.Round(value);
    }

    /// <summary>The median.</summary>
    public static JsonObject Middle(this JsonObject figures, string name, IEnumerable<double> values)
    {
        figures[name] = Round(Median.Of(values));
        return figures;
    }

    /// <summary>The median, and where there are more the lowest and the highest.</summary>
    public static JsonObject Spread(this JsonObject figures, string name, IReadOnlyCollection<double> values)
    {
        figures.Middle(name, values);
        if (values.Count > 1)
            (figures[name + "_min"], figures[name + "_max"]) = (Round(values.Min()), Round(values.Max()));
        return figures;
    }

    /// <summary>How many there are, and the 50th and 99th percentile and the highest.</summary>
    public static JsonObject Percentiles(this JsonObject figures, string name, string unit, IEnumerable<double> values)
    {
        double[] sorted = [.. values.Order()];
        figures[name + "_count"] = sorted.Length;
        if (sorted.Length > 0)
            (figures[$"{name}_p50_{unit}"], figures[$"{name}_p99_{unit}"], figures[$"{name}_max_{unit}"]) = (Round(Percentile.Of(sorted, 0.5)), Round(Percentile.Of(sorted, 0.99)), Round(sorted[^1]));
        return figures;
    }
}
