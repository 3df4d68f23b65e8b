namespace Anomaly.Dashboard.Api.Incidents;

/// <summary>What somebody said.</summary>
/// <param name="Author">Who.</param>
/// <param name="Text">What.</param>
/// <param name="CreatedAt">When.</param>
internal sealed record IncidentCommentItem(string Author, string Text, DateTimeOffset CreatedAt);
