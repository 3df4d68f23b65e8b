using Anomaly.Detectors;
using Anomaly.Grains.Series;
using Anomaly.Grains.Settings;

namespace Anomaly.Grains.Tests.Interleavings.Oracle;

/// <summary>What a series must be after its samples, one after another, by the detectors alone.</summary>
internal sealed class Fold
{
    private readonly List<(Committed Sample, Alarm Alarm)> _alarms = [];
    private ISeriesModel? _model;

    public IReadOnlyList<(Committed Sample, Alarm Alarm)> Alarms => _alarms;

    /// <summary>How many samples were applied.</summary>
    public int Count { get; private set; }

    public void Apply(Committed committed)
    {
        Count++;
        if (_model is null)
        {
            _model = ISeriesModel.Restore(SeriesSettings.Parse(committed.Settings.Text), default, null);
        }
        else if (_model.Settings.Stamped.Version != committed.Settings.Version)
        {
            _model = _model.Under(SeriesSettings.Parse(committed.Settings.Text));
        }

        foreach (var alarm in _model.Apply(new(committed.Sample.At.Offset, committed.Sample.Index, committed.Sample.TimestampMs, committed.Sample.Value), committed.Member).Alarms ?? [])
        {
            _alarms.Add((committed, alarm));
        }
    }

    public byte[] Save() => _model!.Save();
}
