using Anomaly.Grains.Interfaces.Anomalies;

namespace Anomaly.Dashboard.Ui.Series;

/// <summary>An anomaly on a chart; of several about one moment, the worst.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Severity">How bad it is.</param>
public readonly record struct AnomalyMark(Guid Id, AnomalySeverity Severity);
