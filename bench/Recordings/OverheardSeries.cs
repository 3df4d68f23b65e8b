using Anomaly.Detectors;
using Anomaly.Grains.Series;
using Anomaly.Grains.Settings;

namespace Anomaly.Bench.Recordings;

/// <summary>
/// A series as it lives in the service: the same model does with each sample what the series' grain lets it do. What its methods say
/// is heard in full, where the service keeps what a chart needs.
/// </summary>
internal sealed class OverheardSeries
{
    private readonly SeriesModel _model;
    private readonly List<OverheardDetector> _methods = [];

    public OverheardSeries(SeriesSettings settings)
    {
        _model = SeriesModel.Restore(settings, [], recent: null);
        _model.Surround(detector =>
        {
            var overheard = new OverheardDetector(detector);
            _methods.Add(overheard);
            return overheard;
        });
    }

    /// <summary>The methods in the order that they run in.</summary>
    public IReadOnlyList<OverheardDetector> Methods => _methods;

    /// <summary>The score of the sample applied last: the highest of all methods; 0 where none has one, as in the service.</summary>
    public double Score
    {
        get
        {
            var score = 0.0;
            foreach (var method in _methods)
            {
                if (method.Verdict.Score > score)
                    score = method.Verdict.Score;
            }

            return score;
        }
    }

    /// <summary>Applies a sample.</summary>
    /// <returns>The alarms that the service would raise; empty where there are none.</returns>
    public IReadOnlyList<Alarm> Apply(long timestampMs, double value)
    {
        foreach (var method in _methods)
            method.Forget();
        return _model.Apply(timestampMs, value) ?? [];
    }
}
