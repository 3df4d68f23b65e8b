namespace Anomaly.Dashboard.Overview;

/// <summary>A series and how many anomalies it has.</summary>
/// <param name="Id">The series' id.</param>
/// <param name="Counts">Its anomalies by time.</param>
/// <param name="Total">All of them.</param>
internal readonly record struct RankedSeries(string Id, SeriesCounts Counts, long Total);
