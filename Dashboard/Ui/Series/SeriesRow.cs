using Anomaly.Grains.Interfaces.Series;
using Anomaly.Storage.Series;

namespace Anomaly.Dashboard.Ui.Series;

/// <summary>A row of the list, and when its grain is to be asked again: the longer it does not change, the later.</summary>
public sealed class SeriesRow
{
    private const int LongestRest = 12;

    private int _rest = 1;
    private int _next;

    internal SeriesRow(SeriesInfo info)
    {
        Info = info;
        Now = SeriesNow.Of(info, null);
    }

    /// <summary>Raised by one where there is something else to draw.</summary>
    internal int Version { get; private set; }

    internal SeriesInfo Info { get; }

    internal SeriesNow Now { get; private set; }

    /// <summary>The newest values, oldest first.</summary>
    internal double[] Recent { get; private set; } = [];

    /// <summary>Whether the grain answered; null before it could.</summary>
    internal bool? Answers { get; private set; }

    /// <summary>
    /// Whether the grain is to be asked in a round. That of a silent series is asked once: it may have to read the database to answer.
    /// </summary>
    internal bool IsDue(int round) => round >= _next && (Answers is null || Now.State != SeriesState.Silent);

    /// <summary>Takes the grain's answer; no status where there was none in time.</summary>
    internal void Take(int round, SeriesStatus? status, IReadOnlyList<ScoredPoint> points)
    {
        var (now, recent) = status is null ? (Now, Recent) : (SeriesNow.Of(Info, status), [.. points.Select(point => point.Value)]);
        var news = now != Now || !recent.AsSpan().SequenceEqual(Recent);
        _rest = news ? 1 : Math.Min(_rest * 2, LongestRest);
        _next = round + _rest;
        if (!news && Answers == status is not null)
            return;

        (Now, Recent, Answers) = (now, recent, status is not null);
        Version++;
    }
}
