namespace Anomaly.Dashboard.Api.Incidents;

/// <summary>Somebody looks after it.</summary>
/// <param name="Author">Who.</param>
/// <param name="At">Since when.</param>
internal sealed record IncidentAcknowledgementItem(string Author, DateTimeOffset At);
