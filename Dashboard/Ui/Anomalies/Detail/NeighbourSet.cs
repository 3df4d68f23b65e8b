using Anomaly.Grains.Interfaces.Anomalies;

namespace Anomaly.Dashboard.Ui.Anomalies.Detail;

/// <summary>What was detected around an anomaly.</summary>
/// <param name="Previous">The one before it of the same series.</param>
/// <param name="Next">The one after it of the same series.</param>
/// <param name="Around">Those near in time of any series, oldest first, without itself.</param>
public sealed record NeighbourSet(AnomalyRecord? Previous, AnomalyRecord? Next, IReadOnlyList<AnomalyRecord> Around);
