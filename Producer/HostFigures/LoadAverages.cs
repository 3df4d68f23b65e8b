using System.Globalization;

namespace Anomaly.Producer.HostFigures;

/// <summary><c>/proc/loadavg</c>: processes that run or wait, averaged.</summary>
internal sealed record LoadAverages(double OneMinute, double FiveMinutes, double FifteenMinutes)
{
    public static LoadAverages? Parse(string text) =>
        ProcText.Fields(text) is [var one, var five, var fifteen, ..]
            && TryNumber(one, out var a) && TryNumber(five, out var b) && TryNumber(fifteen, out var c)
            ? new LoadAverages(a, b, c)
            : null;

    public void AddTo(ICollection<HostFigure> figures)
    {
        figures.Add(new HostFigure("host.load.1m", OneMinute));
        figures.Add(new HostFigure("host.load.5m", FiveMinutes));
        figures.Add(new HostFigure("host.load.15m", FifteenMinutes));
    }

    private static bool TryNumber(string field, out double number) => double.TryParse(field, NumberStyles.Float, CultureInfo.InvariantCulture, out number);
}
