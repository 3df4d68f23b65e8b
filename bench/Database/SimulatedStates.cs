using System.Globalization;
using Anomaly.Grains.Series;
using Anomaly.Grains.Settings;
using Anomaly.Storage.Partitions;

namespace Anomaly.Bench.Database;

/// <summary>
/// What an owner would write of many series: states as the service's own model makes them of noisy samples. Many series share a model,
/// which the database cannot tell; their number alone matters to it.
/// </summary>
internal sealed class SimulatedStates
{
    private const int Models = 256;

    private readonly Random _random = new(7);
    private readonly SeriesModel[] _models;
    private readonly int[][] _partitions;
    private long _time = 1_800_000_000_000;
    private long _offset;

    /// <summary>Makes new series, spread over the partitions.</summary>
    public SimulatedStates(int series, int partitions)
    {
        var settings = SeriesSettings.From(new DetectionOptions());
        _models = [.. Enumerable.Range(0, Models).Select(_ => SeriesModel.Restore(settings, [], recent: null))];
        _partitions = [.. Enumerable.Range(0, partitions).Select(partition => Enumerable.Range(0, series).Where(i => i % partitions == partition).ToArray())];
        // No order of the ids: series are met as their samples come.
        foreach (var ids in _partitions)
            _random.Shuffle(ids);
    }

    public static string Id(int series) => string.Create(CultureInfo.InvariantCulture, $"host-{series / 20:00000}.metric-{series % 20:00}.utilization");

    /// <summary>Lets some samples come, and answers with all series' states by partition.</summary>
    public SeriesUpdate[][] Next(int samples, bool isNew)
    {
        for (var sample = 0; sample < samples; sample++, _time += 1000)
        {
            for (var i = 0; i < Models; i++)
                _models[i].Apply(_time, 50 + (i % 10) + (_random.NextDouble() * 5));
        }

        _offset += samples;
        var payloads = Array.ConvertAll(_models, model => model.Save());
        return Array.ConvertAll(_partitions, ids => Array.ConvertAll(ids, i => new SeriesUpdate
        {
            SeriesId = Id(i),
            Offset = _offset,
            Payload = payloads[i % Models],
            SettingsVersion = 4_611_686_018_427_387_904,
            Labels = isNew ? string.Create(CultureInfo.InvariantCulture, $$"""{"host":"host-{{i / 20:00000}}","metric":"metric-{{i % 20:00}}"}""") : null,
            IsNew = isNew,
            FirstSeen = _time,
            LastSeen = _time,
            LastValue = _models[i % Models].LastValue,
            WarmUpSeen = _models[i % Models].WarmUpSeen,
            WarmUpNeeded = _models[i % Models].WarmUpNeeded,
        }));
    }
}
