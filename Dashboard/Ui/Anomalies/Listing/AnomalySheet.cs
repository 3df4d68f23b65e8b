using Anomaly.Dashboard.Api.Anomalies;
using Anomaly.Grains.Interfaces.Anomalies;

namespace Anomaly.Dashboard.Ui.Anomalies.Listing;

/// <summary>
/// A page of the list: what the history has of it, and what came since. On the newest page that arrives at the top, unless it is
/// paused; on all others it is only counted.
/// </summary>
internal sealed class AnomalySheet(AnomalyView view)
{
    private readonly AnomalyBoard _board = new(AnomalyView.PageSize);
    private readonly RecentIds _known = new(10_000);
    private IReadOnlyList<AnomalyRow> _fixed = [];
    private AnomalyBoard? _held;
    private bool _more;

    public AnomalyView View => view;

    /// <summary>Whether the history was read, or something came meanwhile.</summary>
    public bool IsLoaded { get; private set; }

    public bool IsPaused => _held is not null;

    /// <summary>How many came that are not shown.</summary>
    public int Waiting { get; private set; }

    public IReadOnlyList<AnomalyRow> Rows => view.IsLive ? _board.Rows : _fixed;

    public bool HasNext => Rows.Count > 0 && (_more || (view.IsLive && _board.Dropped));

    public AnomalyView Next => view with { After = view.PlaceOf(Rows[^1].Record) };

    /// <summary>Takes what the history has: a page, and one more row where another page follows.</summary>
    public void Load(IReadOnlyList<AnomalyRecord> page)
    {
        var unknown = page.Count(record => _known.Add(record.Id));
        if (IsPaused)
            Waiting += unknown;

        IsLoaded = true;
        if (view.IsLive)
        {
            (_held ?? _board).Load(page);
            // While it is paused, what was read waits too; what is shown may still have a next page.
            _more |= page.Count > AnomalyView.PageSize;
            return;
        }

        _fixed = [.. page.Take(AnomalyView.PageSize).Select(record => new AnomalyRow(record, durable: true, fresh: false))];
        _more = page.Count > AnomalyView.PageSize;
    }

    /// <summary>Takes what is live.</summary>
    /// <returns>How many arrived at the top.</returns>
    public int Apply(IReadOnlyList<AnomalyEvent> events)
    {
        var unknown = events.Count(live => _known.Add(live.Record.Id));
        if (!view.IsLive)
        {
            Waiting += unknown;
            return 0;
        }

        (_held ?? _board).Apply(events);
        if (IsPaused)
        {
            Waiting += unknown;
            return 0;
        }

        IsLoaded |= Rows.Count > 0;
        return unknown;
    }

    /// <summary>Lets go of rows that are too old for the range by now.</summary>
    public void Forget(DateTimeOffset now)
    {
        if (view is { IsLive: true, Range: not null } && !IsPaused)
            _board.Forget(now - view.Range.Length);
    }

    public void TogglePause()
    {
        if (_held is not { } held)
        {
            _held = new AnomalyBoard(AnomalyView.PageSize);
            return;
        }

        _board.Apply([.. held.Rows.Select(row => new AnomalyEvent(row.Record, row.Durable))]);
        _held = null;
        Waiting = 0;
        IsLoaded |= Rows.Count > 0;
    }
}
