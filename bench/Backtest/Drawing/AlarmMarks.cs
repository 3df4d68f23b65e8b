using System.Globalization;
using System.Xml.Linq;
using Anomaly.Bench.Backtest.Tables;
using Anomaly.Detectors;

namespace Anomaly.Bench.Backtest.Drawing;

/// <summary>Marks for alarms: the shape says the method, the colour how severe; pointing at one tells why.</summary>
internal static class AlarmMarks
{
    /// <summary>How large a mark is, from its middle.</summary>
    public const double Size = 5;

    private const double Apart = 7;
    private const double TicksApart = 2;
    private const double SmallSize = 3.2;
    private const int Many = 60;
    private const int Told = 5;

    /// <summary>Marks on the curve. Where alarms are too near to be told apart there is one mark, at the most severe; very many are small.</summary>
    public static IEnumerable<XElement> OnCurve(MethodResult method, int number, TimeScale times, ValueScale values)
    {
        var marks = Near(method.Alarms, times, Apart).ToList();
        return marks.Select(near =>
        {
            var worst = Worst(near);
            return Svg.Element("g", Title(near), Shape(number, Style(worst), times.X(worst.TimestampMs), values.Y(worst.Value), marks.Count > Many ? SmallSize : Size));
        });
    }

    /// <summary>Ticks in a method's strip.</summary>
    public static IEnumerable<XElement> InStrip(MethodResult method, TimeScale times, double top) =>
        Near(method.Alarms, times, TicksApart).Select(near =>
            Svg.Element("g", Title(near), Svg.Box($"tick {Style(Worst(near))}", times.X(near[0].TimestampMs) - 1, top, 2.4, Frame.StripHeight)));

    /// <summary>The shape of the method with that number.</summary>
    public static XElement Shape(int number, string style, double x, double y, double size) => (number % 4) switch
    {
        0 => Svg.Element("circle", Svg.Class($"mark {style}"), Svg.At("cx", x), Svg.At("cy", y), Svg.At("r", size)),
        1 => Polygon(style, (x, y - size - 1), (x + size + 1, y + size - 1), (x - size - 1, y + size - 1)),
        2 => Svg.Box($"mark {style}", x - size + 0.5, y - size + 0.5, (2 * size) - 1, (2 * size) - 1),
        _ => Polygon(style, (x, y - size - 1), (x + size + 1, y), (x, y + size + 1), (x - size - 1, y)),
    };

    private static XElement Polygon(string style, params (double X, double Y)[] corners) =>
        Svg.Element("polygon", Svg.Class($"mark {style}"), new XAttribute("points", string.Join(' ', corners.Select(corner => $"{Svg.Text(corner.X)},{Svg.Text(corner.Y)}"))));

    private static string Style(Alarm alarm) => AlarmTable.Severity(alarm.Severity);

    private static Alarm Worst(List<Alarm> near) => near.MaxBy(alarm => (alarm.Severity, alarm.Score))!;

    private static IEnumerable<List<Alarm>> Near(IReadOnlyList<Alarm> alarms, TimeScale times, double apart)
    {
        var near = new List<Alarm>();
        foreach (var alarm in alarms)
        {
            if (near.Count > 0 && times.X(alarm.TimestampMs) - times.X(near[0].TimestampMs) >= apart)
            {
                yield return near;
                near = [];
            }

            near.Add(alarm);
        }

        if (near.Count > 0)
            yield return near;
    }

    private static XElement Title(List<Alarm> near)
    {
        var told = near.OrderByDescending(alarm => (alarm.Severity, alarm.Score)).Take(Told).OrderBy(alarm => alarm.TimestampMs).Select(Text);
        var rest = near.Count - Told;
        return Svg.Element("title", string.Join("\n\n", rest > 0 ? told.Append(string.Create(CultureInfo.InvariantCulture, $"and {rest} more")) : told));
    }

    private static string Text(Alarm alarm)
    {
        var expected = alarm.Expected is { } value ? $", expected {Shown.Number(value)}" : "";
        return $"{Shown.Time(alarm.TimestampMs)}  {Style(alarm)}, {alarm.Method}\n{Shown.Number(alarm.Value)}{expected}\n{Shown.Text(alarm.Reason)}".TrimEnd();
    }
}
