using Anomaly.Detectors;
using Anomaly.Grains.Series;
using Anomaly.Grains.Settings;

namespace Anomaly.Grains.Tests.Interleavings.Oracle;

/// <summary>What a series must be after its samples, one after another, by the detectors alone.</summary>
internal sealed class Fold
{
    private readonly List<(Committed Sample, Alarm Alarm)> _alarms = [];
    private SeriesModel? _model;

    public IReadOnlyList<(Committed Sample, Alarm Alarm)> Alarms => _alarms;

    /// <summary>How many samples were applied.</summary>
    public int Count { get; private set; }

    public void Apply(Committed committed)
    {
        Count++;
        if (_model is null)
        {
            _model = SeriesModel.Restore(SeriesSettings.Parse(committed.Settings.Text), default, null);
        }
        else if (_model.Settings.Stamped.Version != committed.Settings.Version)
        {
            _model = _model.Under(SeriesSettings.Parse(committed.Settings.Text));
        }

        foreach (var alarm in _model.Apply(committed.Sample.TimestampMs, committed.Sample.Value) ?? [])
        {
            _alarms.Add((committed, alarm));
        }
    }

    public byte[] Save() => _model!.Save();
}
