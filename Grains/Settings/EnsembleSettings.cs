using Anomaly.Detectors;
using Anomaly.Detectors.Ensemble;

namespace Anomaly.Grains.Settings;

/// <summary>Settings of the ensemble: it has none of its own, it learns the series and takes the sensitivity.</summary>
public sealed class EnsembleSettings : MethodSettings
{
    internal override DetectorOptions ToDetector(double sensitivity, int minStreak) => new EnsembleOptions(sensitivity, minStreak);
}
