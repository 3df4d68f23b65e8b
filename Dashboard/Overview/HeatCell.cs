using Anomaly.Grains.Interfaces.Anomalies;

namespace Anomaly.Dashboard.Overview;

/// <summary>A square of the map: a series in a stretch of time.</summary>
/// <param name="From">When it begins.</param>
/// <param name="To">When it ends.</param>
/// <param name="Count">How many anomalies.</param>
/// <param name="Worst">The worst severity among them.</param>
/// <param name="Level">How dark it is: 0 for none, to <see cref="HeatScale.Levels"/>.</param>
public readonly record struct HeatCell(DateTimeOffset From, DateTimeOffset To, long Count, AnomalySeverity Worst, int Level);
