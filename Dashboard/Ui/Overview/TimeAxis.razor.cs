using System.Globalization;
using Microsoft.AspNetCore.Components;

namespace Anomaly.Dashboard.Ui.Overview;

/// <summary>The times below a chart, at whole hours, or whatever suits the range.</summary>
public sealed partial class TimeAxis
{
    private static readonly TimeSpan[] Steps =
        [TimeSpan.FromMinutes(10), TimeSpan.FromHours(1), TimeSpan.FromHours(4), TimeSpan.FromDays(1)];

    [Parameter, EditorRequired] public DateTimeOffset From { get; set; }

    [Parameter, EditorRequired] public DateTimeOffset To { get; set; }

    private TimeSpan Step => Array.Find(Steps, step => (To - From) / step <= 8) is { Ticks: > 0 } fitting ? fitting : Steps[^1];

    private bool Days => Step >= TimeSpan.FromDays(1);

    private IEnumerable<(DateTimeOffset Time, string Place)> Ticks
    {
        get
        {
            var step = Step.Ticks;
            var first = (From.UtcTicks + step - 1) / step * step;
            for (var ticks = first; ticks < To.UtcTicks; ticks += step)
            {
                var time = new DateTimeOffset(ticks, TimeSpan.Zero);
                yield return (time, ((time - From) / (To - From) * 100).ToString("0.#", CultureInfo.InvariantCulture));
            }
        }
    }
}
