using Anomaly.Grains.Interfaces.Incidents;
using Anomaly.Storage.Incidents;

namespace Anomaly.Notifications.Incidents;

/// <summary>The incidents of one key while anomalies are counted in.</summary>
internal sealed class IncidentChain(string key, IReadOnlyList<Incident> known, IncidentOptions options)
{
    private readonly List<ChainedIncident> _incidents = [.. known.Select(incident => new ChainedIncident(incident))];

    public IReadOnlyList<FoldedIncident> Changed => [.. _incidents.Where(each => each.Touched).Select(each => each.ToFolded())];

    private ChainedIncident? Firing => _incidents.Find(each => each.IsFiring);

    /// <returns>The anomaly's incident.</returns>
    public Guid Count(InboxAnomaly anomaly)
    {
        var home = Find(anomaly);
        if (home is null)
            _incidents.Add(home = Open(anomaly));
        else
            Join(home, anomaly);
        return home.Id;
    }

    private bool IsHistory(InboxAnomaly anomaly) => anomaly.DetectedAt - anomaly.At > options.HistoryAfter;

    /// <summary>The incident that an anomaly belongs to: the firing one where it may, else the one that began last.</summary>
    private ChainedIncident? Find(InboxAnomaly anomaly) => _incidents
        .Where(each => each.Takes(anomaly, options))
        .OrderByDescending(each => each.IsFiring)
        .ThenByDescending(each => each.StartedAt)
        .ThenByDescending(each => each.Id)
        .FirstOrDefault();

    private void Join(ChainedIncident home, InboxAnomaly anomaly)
    {
        // Only what is the newest can go on: an anomaly that is late for an incident with a successor is counted, and is no news.
        if (!home.IsFiring && home.MayReopen && !IsHistory(anomaly) && Firing is null && !HasLaterThan(home.StartedAt))
            home.Reopen();
        home.Add(anomaly, options);
    }

    private ChainedIncident Open(InboxAnomaly anomaly)
    {
        var fires = !IsHistory(anomaly) && !HasLaterThan(anomaly.At);
        if (fires && Firing is { } before)
            before.EndBefore(anomaly, options);
        return ChainedIncident.Open(key, anomaly, fires, options);
    }

    private bool HasLaterThan(DateTimeOffset time) => _incidents.Exists(each => each.StartedAt > time);
}
