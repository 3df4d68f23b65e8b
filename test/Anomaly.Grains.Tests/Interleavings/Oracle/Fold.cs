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
        Adopt(committed.Settings);
        foreach (var alarm in _model!.Apply(new(committed.Sample.At.Offset, committed.Sample.Index, committed.Sample.TimestampMs, committed.Sample.Value), committed.Member).Alarms ?? [])
        {
            _alarms.Add((committed, alarm));
        }
    }

    /// <summary>Applies that no samples came, by a call that brought settings as all do.</summary>
    /// <returns>When the last one was.</returns>
    public long NoteSilence(StampedSettings settings)
    {
        Adopt(settings);
        _model!.NoteSilence();
        return _model.LastSeen;
    }

    public byte[] Save() => _model!.Save();

    private void Adopt(StampedSettings settings)
    {
        if (_model is null)
        {
            _model = ISeriesModel.Restore(SeriesSettings.Parse(settings.Text), default, null);
        }
        else if (_model.Settings.Stamped.Version != settings.Version)
        {
            _model = _model.Under(SeriesSettings.Parse(settings.Text));
        }
    }
}
