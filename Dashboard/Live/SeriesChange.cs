using Anomaly.Grains.Interfaces.Series;

namespace Anomaly.Dashboard.Live;

/// <summary>What is new of a watched series.</summary>
/// <param name="Reset">Whether <paramref name="Points"/> are all there are now, instead of those that come after what was told before.</param>
/// <param name="Points">Points, oldest first; none where only the rest changed.</param>
/// <param name="Status">How the series is; null until its grain answered.</param>
/// <param name="IsConnected">Whether the series' grain answers.</param>
internal sealed record SeriesChange(bool Reset, IReadOnlyList<ScoredPoint> Points, SeriesStatus? Status, bool IsConnected);
