using Anomaly.Detectors.Ensemble;
using Anomaly.Detectors.IsolationForest;
using Anomaly.Detectors.MovingAverage;

namespace Anomaly.Detectors.Tests.Quality;

/// <summary>The methods that watch a series that nothing was set for.</summary>
internal sealed class DefaultMethods(double sensitivity = Calibration.Sensitivity.Default)
{
    private readonly IDetector[] _detectors =
    [
        DetectorFactory.Create(new EnsembleOptions(sensitivity)),
        DetectorFactory.Create(new MovingAverageOptions { Sensitivity = sensitivity }),
        DetectorFactory.Create(new IsolationForestOptions { Sensitivity = sensitivity }),
    ];

    public IEnumerable<IDetector> Detectors => _detectors;

    /// <summary>How many alarms a sample raises.</summary>
    public int Observe(in Sample sample)
    {
        var alarms = 0;
        foreach (var detector in _detectors)
            alarms += detector.Observe(sample).Alarms.Count;
        return alarms;
    }
}
