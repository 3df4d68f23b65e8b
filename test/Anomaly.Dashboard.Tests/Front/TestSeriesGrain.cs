using System.Collections.Concurrent;
using System.Text.Json.Nodes;
using Anomaly.Grains.Interfaces.Anomalies;
using Anomaly.Grains.Interfaces.Series;

namespace Anomaly.Dashboard.Tests.Front;

/// <summary>A series whose id says how it behaves. It has the points that a test gives it.</summary>
public sealed class TestSeriesGrain : Grain, ISeriesGrain, ITestSeriesGrain
{
    public const string Mute = "mute series";

    /// <summary>Ids that begin so are of series that have seen 12 of 20 samples.</summary>
    public const string Warming = "warming up ";

    /// <summary>The ids that were ever asked.</summary>
    internal static readonly ConcurrentDictionary<string, byte> Asked = new();

    private readonly HashSet<ISeriesObserver> _watchers = [];
    private readonly List<ScoredPoint> _points = [];
    private Guid _life = Guid.NewGuid();
    private bool _away;
    private int _asked;

    public async Task<SeriesStatus> GetStatusAsync(CancellationToken cancellationToken = default)
    {
        var id = this.GetPrimaryKeyString();
        Asked[id] = 0;
        if (id == Mute)
            await Task.Delay(Timeout.Infinite, cancellationToken);

        var warming = id.StartsWith(Warming, StringComparison.Ordinal);
        return new SeriesStatus
        {
            Id = id,
            State = warming ? SeriesState.WarmingUp : SeriesState.Active,
            WarmUp = new WarmUp(warming ? 12 : 20, 20),
            LastSeen = Samples.Noon.AddSeconds(5),
            LastValue = 43.5,
            Settings = """{"methods":{"moving_average":{"window_size":5}}}""",
            Offset = 18_240,
            Partition = 2,
        };
    }

    public Task<ScoredPoint[]> GetRecentAsync(int limit, CancellationToken cancellationToken = default) => Task.FromResult<ScoredPoint[]>(
    [
        new(Samples.Noon, 42.5, null, null, null, 0.2, null),
        new(Samples.Noon.AddSeconds(5), 97.2, 41, 35.1, double.NaN, double.PositiveInfinity, Guid.NewGuid()),
    ]);

    /// <summary>An alarm for each point that lies further from 41 than the threshold.</summary>
    public async Task<SettingsPreview> PreviewAsync(string? settings, CancellationToken cancellationToken = default)
    {
        settings ??= TestSettingsGrain.Defaults;
        var errors = TestSettingsGrain.Complaints(settings, "");
        if (errors.Count > 0)
            return new SettingsPreview(errors, [], []);

        var threshold = JsonNode.Parse(settings)!["moving_average"]!["threshold"]!.GetValue<double>();
        ScoredPoint[] points = [.. (await GetRecentAsync(100, cancellationToken)).Select(point =>
            point with { Expected = 41, Lower = 41 - threshold, Upper = 41 + threshold, Score = Math.Abs(point.Value - 41) / threshold, AnomalyId = null })];
        var alarms = points.Index().Where(point => point.Item.Score > 1).Select(point =>
            new PreviewedAlarm(point.Index, "moving_average", AnomalySeverity.Warning, point.Item.Score, $"{point.Item.Value} is further than {threshold} from 41"));
        return new SettingsPreview(errors, points, [.. alarms]);
    }

    public async Task<SeriesUpdate> WatchAsync(ISeriesObserver observer, Guid activation, long number)
    {
        _asked++;
        if (_away)
            throw new InvalidOperationException("the series is away");

        _watchers.Add(observer);
        var missed = activation == _life ? (int)Math.Clamp(_points.Count - number, 0, _points.Count) : _points.Count;
        return await UpdateAsync([.. _points.TakeLast(missed)]);
    }

    public Task UnwatchAsync(ISeriesObserver observer)
    {
        _watchers.Remove(observer);
        return Task.CompletedTask;
    }

    public async Task AddPointsAsync(ScoredPoint[] points, bool pushed)
    {
        _points.AddRange(points);
        if (!pushed)
            return;

        var update = await UpdateAsync(points);
        foreach (var watcher in _watchers)
            await watcher.OnPointsAsync(update);
    }

    public Task StartAnewAsync(ScoredPoint[] points)
    {
        _watchers.Clear();
        _points.Clear();
        _points.AddRange(points);
        _life = Guid.NewGuid();
        return Task.CompletedTask;
    }

    public Task SetAwayAsync(bool away)
    {
        _away = away;
        return Task.CompletedTask;
    }

    public Task<WatchCounts> CountWatchesAsync() => Task.FromResult(new WatchCounts(_watchers.Count, _asked));

    private async Task<SeriesUpdate> UpdateAsync(ScoredPoint[] points)
    {
        var status = await GetStatusAsync();
        if (_points.Count > 0)
            status = status with { LastSeen = _points[^1].Timestamp, LastValue = _points[^1].Value };

        return new SeriesUpdate(this.GetPrimaryKeyString(), _life, _points.Count, points, status);
    }
}
