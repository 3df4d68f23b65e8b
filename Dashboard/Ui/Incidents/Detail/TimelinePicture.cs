using Anomaly.Grains.Interfaces.Anomalies;

namespace Anomaly.Dashboard.Ui.Incidents.Detail;

/// <summary>Anomalies by event time, in columns of one length.</summary>
/// <param name="From">Where the first column begins.</param>
/// <param name="To">Where the last ends.</param>
/// <param name="Columns">The columns.</param>
internal sealed record TimelinePicture(DateTimeOffset From, DateTimeOffset To, IReadOnlyList<TimelineColumn> Columns)
{
    /// <summary>How many columns there are.</summary>
    public const int Width = 60;

    /// <summary>A column is not shorter than this, so that a few anomalies close to each other look like it.</summary>
    private static readonly TimeSpan Shortest = TimeSpan.FromSeconds(1);

    /// <summary>The most anomalies of a column.</summary>
    public int Highest => Columns.Max(column => column.Total);

    /// <param name="anomalies">At least one.</param>
    public static TimelinePicture Of(IReadOnlyCollection<(DateTimeOffset At, AnomalySeverity Severity)> anomalies)
    {
        var first = anomalies.Min(anomaly => anomaly.At);
        var span = (anomalies.Max(anomaly => anomaly.At) - first).Ticks;
        var length = Math.Max(Shortest.Ticks, (span / Width) + 1);
        // Those that are all in a few columns stand in the middle.
        var from = first.UtcTicks - (((length * Width) - span - 1) / 2);
        var columns = new TimelineColumn[Width];
        foreach (var (at, severity) in anomalies)
        {
            ref var column = ref columns[(int)Math.Clamp((at.UtcTicks - from) / length, 0, Width - 1)];
            column = severity switch
            {
                AnomalySeverity.Critical => column with { Critical = column.Critical + 1 },
                AnomalySeverity.Warning => column with { Warning = column.Warning + 1 },
                _ => column with { Info = column.Info + 1 },
            };
        }

        return new(new DateTimeOffset(from, TimeSpan.Zero), new DateTimeOffset(from + (length * Width), TimeSpan.Zero), columns);
    }
}
