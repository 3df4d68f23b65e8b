using Anomaly.Dashboard.Ui.Anomalies;

namespace Anomaly.Dashboard.Overview;

/// <summary>The newest anomalies; the same for all who look.</summary>
/// <param name="Rows">Newest first.</param>
/// <param name="Loaded">Whether the history was read: where there are no rows then, there is none at all.</param>
/// <param name="Arrived">How many came live so far.</param>
public sealed record LatestSnapshot(IReadOnlyList<AnomalyRow> Rows, bool Loaded, long Arrived);
