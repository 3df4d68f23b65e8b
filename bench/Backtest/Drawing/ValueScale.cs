using System.Globalization;

namespace Anomaly.Bench.Backtest.Drawing;

/// <summary>From values to places from top to bottom. All values are inside; a range without alarm may reach out of it.</summary>
internal sealed class ValueScale
{
    private const double Margin = 0.07;
    private const int Ticks = 7;

    private readonly double _top;
    private readonly double _low;
    private readonly double _high;

    public ValueScale(IReadOnlyCollection<double> values, double top)
    {
        _top = top;
        var (low, high) = (values.Min(), values.Max());

        // Halves, because the whole range of the largest numbers is no number.
        var margin = ((high / 2) - (low / 2)) * 2 * Margin;
        margin = margin > 0 ? margin : Math.Max(Math.Abs(high) * Margin, 1);
        (_low, _high) = (Finite(low - margin), Finite(high + margin));
    }

    public double Y(double value)
    {
        var share = ((value / 2) - (_low / 2)) / ((_high / 2) - (_low / 2));
        return _top + ((1 - Math.Clamp(share, -1, 2)) * Frame.PlotHeight);
    }

    /// <summary>Round values, with what is written at them.</summary>
    public IEnumerable<(double Value, string Text)> Round()
    {
        var raw = (_high / Ticks) - (_low / Ticks);
        var power = Math.Pow(10, Math.Floor(Math.Log10(raw)));
        var step = power * ((raw / power) switch { <= 1 => 1, <= 2 => 2, <= 5 => 5, _ => 10 });
        if (!double.IsNormal(step))
            yield break;

        for (var i = Math.Ceiling(_low / step); i * step <= _high && i < Math.Ceiling(_low / step) + (2 * Ticks); i++)
            yield return (i * step, Text(i * step, step));
    }

    private static string Text(double value, double step)
    {
        var (unit, name) = Math.Max(Math.Abs(value), step) switch
        {
            >= 1e15 or < 1e-4 => (0, ""),
            >= 1e12 => (1e12, " T"),
            >= 1e9 => (1e9, " G"),
            >= 1e6 => (1e6, " M"),
            >= 1e4 => (1e3, " k"),
            _ => (1.0, ""),
        };
        if (value == 0)
            return "0";
        return unit == 0
            ? value.ToString("0.###e+0", CultureInfo.InvariantCulture)
            : (value / unit).ToString("0.######", CultureInfo.InvariantCulture) + name;
    }

    private static double Finite(double value) => Math.Clamp(value, double.MinValue, double.MaxValue);
}
