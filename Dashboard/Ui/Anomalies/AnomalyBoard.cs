using Anomaly.Grains.Interfaces.Anomalies;

namespace Anomaly.Dashboard.Ui.Anomalies;

/// <summary>The rows of the table: newest first, each id once, no more than a limit.</summary>
internal sealed class AnomalyBoard(int limit)
{
    private readonly Dictionary<Guid, AnomalyRow> _byId = [];
    private List<AnomalyRow> _rows = [];

    public IReadOnlyList<AnomalyRow> Rows => _rows;

    /// <summary>Whether rows had to go at the old end.</summary>
    public bool Dropped { get; private set; }

    /// <summary>Adds what is live; a durable event confirms the row that is there.</summary>
    /// <returns>How many were not known before.</returns>
    public int Apply(IEnumerable<AnomalyEvent> events)
    {
        var added = 0;
        foreach (var live in events)
        {
            if (!_byId.TryGetValue(live.Record.Id, out var known))
                added++;
            else if (known.Durable)
                continue;

            _byId[live.Record.Id] = new AnomalyRow(live.Record, live.Durable, fresh: known?.Fresh ?? true);
        }

        Arrange();
        return added;
    }

    /// <summary>Adds what the history has.</summary>
    public void Load(IEnumerable<AnomalyRecord> records)
    {
        foreach (var record in records)
        {
            _byId.TryGetValue(record.Id, out var known);
            if (known is not { Durable: true })
                _byId[record.Id] = new AnomalyRow(record, durable: true, known?.Fresh ?? false);
        }

        Arrange();
    }

    /// <summary>Lets go of what was detected before a time.</summary>
    public void Forget(DateTimeOffset before)
    {
        foreach (var row in _rows.Where(row => row.Record.DetectedAt < before))
            _byId.Remove(row.Record.Id);

        _rows.RemoveAll(row => row.Record.DetectedAt < before);
    }

    private void Arrange()
    {
        _rows = [.. _byId.Values
            .OrderByDescending(row => row.Record.DetectedAt)
            .ThenByDescending(row => row.Record.Id.ToString(), StringComparer.Ordinal)];
        if (_rows.Count <= limit)
            return;

        Dropped = true;
        foreach (var row in _rows.Skip(limit))
            _byId.Remove(row.Record.Id);

        _rows.RemoveRange(limit, _rows.Count - limit);
    }
}
