using Anomaly.Grains.Interfaces.Incidents;
using Anomaly.Storage.Incidents;

namespace Anomaly.Notifications.Incidents;

/// <summary>One incident of a chain: its state, and what is to be told of what became of it.</summary>
internal sealed class ChainedIncident(Incident incident)
{
    private Incident _state = incident;
    private IncidentChangeKind? _change;

    public Guid Id => _state.Id;

    public bool IsFiring => _state.Status == IncidentStatus.Firing;

    /// <summary>What a person ended is not taken up again, and what became too long is not either.</summary>
    public bool MayReopen => _state.ResolvedBy is IncidentResolution.Quiet or IncidentResolution.Normal;

    public DateTimeOffset StartedAt => _state.StartedAt;

    public bool Touched { get; private set; }

    public static ChainedIncident Open(string key, InboxAnomaly anomaly, bool fires, IncidentOptions options)
    {
        var opened = new ChainedIncident(new Incident
        {
            Id = IncidentIdentity.Create(anomaly.DetectedAt, anomaly.Id),
            Key = key,
            Status = fires ? IncidentStatus.Firing : IncidentStatus.Resolved,
            Severity = anomaly.Severity,
            Labels = anomaly.Labels,
            SeriesCount = 0,
            Methods = [anomaly.Method],
            AnomalyCount = 1,
            StartedAt = anomaly.At,
            LastAnomalyAt = anomaly.At,
            LastDetectedAt = anomaly.DetectedAt,
            ResolvedAt = fires ? null : anomaly.At + options.QuietGap,
            ResolvedBy = fires ? null : IncidentResolution.Quiet,
            Peak = IncidentPeaks.Of(anomaly),
            LastCountedAnomaly = anomaly.Id,
            Revision = 0,
        })
        {
            Touched = true,
        };
        opened._change = fires ? IncidentChangeKind.Opened : null;
        return opened;
    }

    /// <summary>Whether an anomaly is near enough in event time, and the incident does not become too long by it.</summary>
    public bool Takes(InboxAnomaly anomaly, IncidentOptions options)
    {
        // What was detected after a person had ended the incident is another one.
        if (_state.ResolvedBy == IncidentResolution.Person && anomaly.DetectedAt > _state.ResolvedAt)
            return false;
        return anomaly.At - _state.LastAnomalyAt <= options.QuietGap
            && _state.StartedAt - anomaly.At <= options.QuietGap
            && Max(anomaly.At, _state.LastAnomalyAt) - Min(anomaly.At, _state.StartedAt) <= options.MaxLength;
    }

    public void Reopen()
    {
        // It is news again, for whoever had taken it on too.
        _state = _state with { Status = IncidentStatus.Firing, ResolvedAt = null, ResolvedBy = null, Acknowledged = null };
        Tell(IncidentChangeKind.Reopened);
    }

    public void Add(InboxAnomaly anomaly, IncidentOptions options)
    {
        var rises = anomaly.Severity > _state.Severity;
        var last = Max(_state.LastAnomalyAt, anomaly.At);
        _state = _state with
        {
            Severity = rises ? anomaly.Severity : _state.Severity,
            Labels = IncidentLabels.Common(_state.Labels, anomaly.Labels),
            Methods = _state.Methods.Contains(anomaly.Method) ? _state.Methods : [.. _state.Methods.Append(anomaly.Method).Order(StringComparer.Ordinal)],
            AnomalyCount = _state.AnomalyCount + 1,
            StartedAt = Min(_state.StartedAt, anomaly.At),
            LastAnomalyAt = last,
            LastDetectedAt = Max(_state.LastDetectedAt, anomaly.DetectedAt),
            ResolvedAt = _state.ResolvedBy == IncidentResolution.Quiet ? Max(_state.ResolvedAt!.Value, last + options.QuietGap) : _state.ResolvedAt,
            Peak = IncidentPeaks.Worse(anomaly, _state.Severity, _state.Peak) ? IncidentPeaks.Of(anomaly) : _state.Peak,
            LastCountedAnomaly = anomaly.Id.CompareTo(_state.LastCountedAnomaly) > 0 ? anomaly.Id : _state.LastCountedAnomaly,
        };
        Touched = true;
        // Of what is over there is nothing to tell.
        if (IsFiring)
            Tell(rises ? IncidentChangeKind.Severity : IncidentChangeKind.Grew);
    }

    /// <summary>Ends it because a later anomaly is the beginning of another.</summary>
    public void EndBefore(InboxAnomaly next, IncidentOptions options)
    {
        var isNear = next.At - _state.LastAnomalyAt <= options.QuietGap;
        _state = _state with
        {
            Status = IncidentStatus.Resolved,
            ResolvedBy = isNear ? IncidentResolution.Length : IncidentResolution.Quiet,
            ResolvedAt = isNear ? next.At : _state.LastAnomalyAt + options.QuietGap,
        };
        Tell(IncidentChangeKind.Resolved);
    }

    public FoldedIncident ToFolded() => new(_state, _change);

    /// <summary>By the rule by which the table revises a change that waits.</summary>
    private void Tell(IncidentChangeKind kind)
    {
        Touched = true;
        if (kind == IncidentChangeKind.Resolved && _change is IncidentChangeKind.Opened or IncidentChangeKind.Reopened)
            _change = IncidentChangeKind.Brief;
        else if (kind >= IncidentChangeKind.Opened || _change is null || (_change < IncidentChangeKind.Opened && kind > _change))
            _change = kind;
    }

    private static DateTimeOffset Max(DateTimeOffset one, DateTimeOffset other) => one > other ? one : other;

    private static DateTimeOffset Min(DateTimeOffset one, DateTimeOffset other) => one < other ? one : other;
}
