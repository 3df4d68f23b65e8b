using Anomaly.Grains.Metrics;
using Anomaly.Grains.Partitions;
using Anomaly.Grains.Settings;
using Anomaly.Storage.Series;

namespace Anomaly.Grains.Series;

/// <summary>The silo's part of what series work with: one object, because there are very many series.</summary>
internal sealed class SeriesServices(ISeriesCatalog catalog, IDetectionSettings settings, AnomalyMetrics metrics, OwnershipRules rules, ILocalSiloDetails silo)
{
    public ISeriesCatalog Catalog { get; } = catalog;

    public IDetectionSettings Settings { get; } = settings;

    public AnomalyMetrics Metrics { get; } = metrics;

    public OwnershipRules Rules { get; } = rules;

    public SiloAddress Silo { get; } = silo.SiloAddress;
}
