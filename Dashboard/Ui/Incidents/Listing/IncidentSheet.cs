using Anomaly.Grains.Interfaces.Incidents;

namespace Anomaly.Dashboard.Ui.Incidents.Listing;

/// <summary>A page of the list, as it was read last.</summary>
internal sealed class IncidentSheet(IncidentView view)
{
    public IncidentView View => view;

    public bool IsLoaded { get; private set; }

    public IReadOnlyList<IncidentRow> Rows { get; private set; } = [];

    /// <summary>The page after this one; null where it is the last.</summary>
    public IncidentView? Next { get; private set; }

    /// <summary>Takes a page as it is now, and one more row where another page follows.</summary>
    /// <returns>The incidents that were not there before; none at the first reading.</returns>
    public IReadOnlyList<Incident> Load(IReadOnlyList<Incident> page)
    {
        var before = Rows.ToDictionary(row => row.Incident.Id);
        Rows = [.. page.Take(IncidentView.PageSize).Select(incident => RowOf(incident, before.GetValueOrDefault(incident.Id)))];
        Next = page.Count > IncidentView.PageSize ? view with { After = Rows[^1].Incident.Id } : null;
        Incident[] added = IsLoaded ? [.. Rows.Select(row => row.Incident).Where(incident => !before.ContainsKey(incident.Id))] : [];
        IsLoaded = true;
        return added;
    }

    /// <summary>A row that did not change stays the same object, and is not drawn again.</summary>
    private IncidentRow RowOf(Incident incident, IncidentRow? known)
    {
        if (known is null)
            return new IncidentRow(incident, IsLoaded);

        return known.Incident.Revision == incident.Revision
            ? known
            : new IncidentRow(incident, known.Fresh || known.Incident.Status != incident.Status || known.Incident.Severity != incident.Severity);
    }
}
