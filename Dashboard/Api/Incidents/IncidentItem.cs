using Anomaly.Grains.Interfaces.Anomalies;
using Anomaly.Grains.Interfaces.Incidents;

namespace Anomaly.Dashboard.Api.Incidents;

/// <summary>Anomalies of one key that follow each other.</summary>
internal record IncidentItem
{
    internal IncidentItem(Incident incident)
    {
        Id = incident.Id;
        Key = incident.Key;
        Status = incident.Status;
        Severity = incident.Severity;
        Labels = incident.Labels;
        Series = incident.Series;
        SeriesCount = incident.SeriesCount;
        Methods = incident.Methods;
        AnomalyCount = incident.AnomalyCount;
        StartedAt = incident.StartedAt;
        LastAnomalyAt = incident.LastAnomalyAt;
        LastDetectedAt = incident.LastDetectedAt;
        ResolvedAt = incident.ResolvedAt;
        ResolvedBy = incident.ResolvedBy;
        Resolver = incident.Resolver;
        PeakAnomalyId = incident.Peak.AnomalyId;
        Peak = new IncidentPeakItem(incident.Peak);
        Acknowledged = incident.Acknowledged is { } acknowledged ? new(acknowledged.Author, acknowledged.At) : null;
        Comments = [.. incident.Comments.Select(comment => new IncidentCommentItem(comment.Author, comment.Text, comment.CreatedAt))];
        Revision = incident.Revision;
    }

    /// <summary>A UUID in the order in which incidents are opened.</summary>
    public Guid Id { get; }

    /// <summary>What its anomalies have in common: series: and the series' id, or labels: and a JSON object of labels.</summary>
    public string Key { get; }

    /// <summary>Whether it goes on.</summary>
    public IncidentStatus Status { get; }

    /// <summary>The worst severity among its anomalies.</summary>
    public AnomalySeverity Severity { get; }

    /// <summary>The labels that all its anomalies have, with the same values.</summary>
    public IReadOnlyDictionary<string, string> Labels { get; }

    /// <summary>Its series, by id; of many the first 20.</summary>
    public IReadOnlyList<string> Series { get; }

    /// <summary>How many series it has.</summary>
    public int SeriesCount { get; }

    /// <summary>The methods that found its anomalies, by name.</summary>
    public IReadOnlyList<string> Methods { get; }

    /// <summary>How many anomalies it has.</summary>
    public long AnomalyCount { get; }

    /// <summary>The event time of the first anomaly.</summary>
    public DateTimeOffset StartedAt { get; }

    /// <summary>The event time of the last anomaly.</summary>
    public DateTimeOffset LastAnomalyAt { get; }

    /// <summary>When the last anomaly was detected.</summary>
    public DateTimeOffset LastDetectedAt { get; }

    /// <summary>When it was over; null while it goes on.</summary>
    public DateTimeOffset? ResolvedAt { get; }

    /// <summary>Why it was over; null while it goes on.</summary>
    public IncidentResolution? ResolvedBy { get; }

    /// <summary>Who said that it is over; null unless a person did.</summary>
    public string? Resolver { get; }

    /// <summary>The id of the worst anomaly.</summary>
    public Guid PeakAnomalyId { get; }

    /// <summary>The worst anomaly.</summary>
    public IncidentPeakItem Peak { get; }

    /// <summary>Who looks after it; null where nobody said so.</summary>
    public IncidentAcknowledgementItem? Acknowledged { get; }

    /// <summary>What was said of it, oldest first.</summary>
    public IReadOnlyList<IncidentCommentItem> Comments { get; }

    /// <summary>Rises by one with each change, but for comments.</summary>
    public long Revision { get; }
}
