namespace Anomaly.Dashboard.Api.Series;

/// <summary>How far a series is from being watched by every method.</summary>
/// <param name="Seen">Samples seen, at most the needed ones.</param>
/// <param name="Needed">Samples that the slowest method needs.</param>
internal sealed record SeriesWarmUp(int Seen, int Needed);
