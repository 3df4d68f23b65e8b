using System.Globalization;

namespace Anomaly.Bench.Servers;

/// <summary>What <c>/metrics</c> said at one time; of several silos together.</summary>
internal sealed class MetricsReading(IReadOnlyList<string> pages)
{
    private readonly string[] _lines = [.. pages.SelectMany(page => page.Split('\n')).Where(line => line.Length > 0 && line[0] != '#')];

    /// <summary>The sum of a metric over its labels and the silos; 0 where it is absent.</summary>
    /// <param name="name">The metric's name.</param>
    /// <param name="label">A label that it must have, as it stands there: <c>name="value"</c>.</param>
    public double Sum(string name, string? label = null) => _lines.Where(line => Is(line, name) && (label is null || line.Contains(label, StringComparison.Ordinal))).Sum(Value);

    /// <summary>The upper bounds of a histogram's buckets, with how many observations are not above it.</summary>
    public IReadOnlyList<(double Bound, double Count)> Buckets(string name) =>
    [
        .. _lines.Where(line => Is(line, name + "_bucket"))
            .GroupBy(line => Bound(line), Value, (bound, counts) => (bound, counts.Sum()))
            .OrderBy(bucket => bucket.bound),
    ];

    private static bool Is(string line, string name) => line.StartsWith(name, StringComparison.Ordinal) && line.Length > name.Length && line[name.Length] is ' ' or '{';

    private static double Value(string line) => double.Parse(line.AsSpan(line.LastIndexOf(' ') + 1), CultureInfo.InvariantCulture);

    private static double Bound(string line)
    {
        const string Before = "le=\"";
        var from = line.IndexOf(Before, StringComparison.Ordinal) + Before.Length;
        var text = line[from..line.IndexOf('"', from)];
        return text == "+Inf" ? double.PositiveInfinity : double.Parse(text, CultureInfo.InvariantCulture);
    }
}
