using Anomaly.Dashboard.Live;
using Anomaly.Grains.Interfaces.Anomalies;
using Anomaly.Storage.Anomalies;
using Anomaly.Storage.Series;

namespace Anomaly.Dashboard.Overview;

/// <summary>Where the overview has its numbers from.</summary>
/// <param name="Subscribe">Begins a share of the live feed.</param>
/// <param name="Anomalies">The history of anomalies.</param>
/// <param name="Series">The list of series.</param>
/// <param name="Time">The clock.</param>
/// <param name="Logger">The log.</param>
internal sealed record OverviewSources(
    Func<int, Func<AnomalyRecord, bool>?, LiveSubscription> Subscribe,
    IAnomalyStore Anomalies,
    ISeriesCatalog Series,
    TimeProvider Time,
    ILogger Logger);
