using System.Collections.Concurrent;
using Anomaly.Grains.Interfaces.Series;

namespace Anomaly.Dashboard.Tests.Front;

/// <summary>A series whose id says how it behaves. It has the points that a test gives it.</summary>
public sealed class TestSeriesGrain : Grain, ISeriesGrain, ITestSeriesGrain
{
    public const string Mute = "mute series";

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

        return new SeriesStatus
        {
            Id = id,
            State = SeriesState.Active,
            WarmUp = new WarmUp(20, 20),
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

    public Task<SettingsPreview> PreviewAsync(string? settings, CancellationToken cancellationToken = default) => throw new NotSupportedException();

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
