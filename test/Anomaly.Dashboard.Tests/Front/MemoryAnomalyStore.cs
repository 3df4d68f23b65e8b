using System.Text;
using Anomaly.Grains.Interfaces.Anomalies;
using Anomaly.Storage.Anomalies;
using Anomaly.Storage.Schema;

namespace Anomaly.Dashboard.Tests.Front;

/// <summary>The history in memory. Questions about certain series meet a broken database.</summary>
internal sealed class MemoryAnomalyStore : IAnomalyStore
{
    public const string AwaySeries = "the database is away";
    public const string BrokenSeries = "the program is broken";

    private readonly Lock _lock = new();
    private readonly List<AnomalyRecord> _records = [];
    private readonly HashSet<Guid> _ids = [];

    private readonly TaskCompletionSource _cancelled = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private string? _watched;
    private HeldStore? _held;
    private int _counts;

    public bool Away { get; set; }

    /// <summary>How often it was asked to count.</summary>
    public int Counts => _counts;

    /// <summary>The history's counts are not answered until the result is released.</summary>
    public HeldStore Hold() => _held = new HeldStore();

    /// <summary>Questions about this series meet a broken database from the second page on.</summary>
    public string? AwayAfterFirstPage { get; set; }

    /// <summary>Ends when a question about the series is cancelled.</summary>
    public Task WatchCancellation(string series)
    {
        _watched = series;
        return _cancelled.Task;
    }

    /// <summary>An id that is there stays as it is.</summary>
    public void Add(params IEnumerable<AnomalyRecord> records)
    {
        lock (_lock)
            _records.AddRange(records.Where(record => _ids.Add(record.Id)));
    }

    public Task<IReadOnlyList<AnomalyRecord>> QueryAsync(AnomalyQuery query, CancellationToken cancellationToken)
    {
        if (query.Series is not null && query.Series == _watched)
            cancellationToken.Register(() => _cancelled.TrySetResult());
        if (Away || query.Series == AwaySeries || (query.After is not null && query.Series is not null && query.Series == AwayAfterFirstPage))
            throw new StorageException("POSTGRES_CONNECTION: the server 'secret-host' cannot be reached.");
        if (query.Series == BrokenSeries)
            throw new InvalidOperationException("secret inside");

        if (query is { BySeries: true, After: { Series: null } })
            throw new ArgumentException("The order is by series and the cursor names none.", nameof(query));

        lock (_lock)
        {
            var order = query.OldestFirst ? 1 : -1;
            var found = _records
                .Where(record => (query.Series is null || record.MetricName == query.Series)
                    && (query.Method is null || record.DetectionMethod == query.Method)
                    && (query.Severity is null || record.Severity == query.Severity)
                    && (query.Status is null || record.Status == query.Status)
                    && (query.Incident is null || record.IncidentId == query.Incident)
                    && (query.From is null || record.DetectedAt >= query.From)
                    && (query.To is null || record.DetectedAt < query.To)
                    && (query.After is null || order * Compare(Place(record), query.After.Value, query.BySeries) > 0))
                .Order(Comparer<AnomalyRecord>.Create((one, other) => order * Compare(Place(one), Place(other), query.BySeries)))
                .Take(query.Limit)
                .ToArray();
            return Task.FromResult<IReadOnlyList<AnomalyRecord>>(found);
        }
    }

    public Task<AnomalyRecord?> FindAsync(Guid id, CancellationToken cancellationToken)
    {
        Refuse();
        lock (_lock)
            return Task.FromResult(_records.Find(record => record.Id == id));
    }

    public Task<AnomalyRecord?> SetStatusAsync(Guid id, AnomalyStatus status, CancellationToken cancellationToken)
    {
        Refuse();
        lock (_lock)
        {
            var at = _records.FindIndex(record => record.Id == id);
            if (at < 0)
                return Task.FromResult<AnomalyRecord?>(null);

            _records[at] = _records[at] with { Status = status };
            return Task.FromResult<AnomalyRecord?>(_records[at]);
        }
    }

    public async Task<IReadOnlyList<AnomalyCount>> CountAsync(DateTimeOffset from, DateTimeOffset to, TimeSpan bucket, CancellationToken cancellationToken)
    {
        Interlocked.Increment(ref _counts);
        if (_held is { } held)
            await held.WaitAsync();

        Refuse();
        Check(bucket);
        lock (_lock)
        {
            return [.. Between(from, to)
                .GroupBy(record => (At: Bucket(record, bucket), record.Severity, record.DetectionMethod))
                .Select(group => new AnomalyCount(group.Key.At, group.Key.Severity, group.Key.DetectionMethod, group.Count()))
                .OrderBy(count => count.From)];
        }
    }

    public Task<IReadOnlyList<SeriesAnomalyCount>> CountBySeriesAsync(DateTimeOffset from, DateTimeOffset to, TimeSpan bucket, int series, CancellationToken cancellationToken)
    {
        Refuse();
        Check(bucket);
        lock (_lock)
        {
            return Task.FromResult<IReadOnlyList<SeriesAnomalyCount>>([.. Between(from, to)
                .GroupBy(record => record.MetricName)
                .OrderByDescending(group => group.Count()).ThenBy(group => group.Key, Comparer<string>.Create(CompareBytes))
                .Take(series)
                .SelectMany(own => own.GroupBy(record => Bucket(record, bucket)).OrderBy(group => group.Key)
                    .Select(group => new SeriesAnomalyCount(own.Key, group.Key, group.Count(), group.Max(record => record.Severity))))]);
        }
    }

    private void Refuse()
    {
        if (Away)
            throw new StorageException("POSTGRES_CONNECTION: the server 'secret-host' cannot be reached.");
    }

    private static void Check(TimeSpan bucket)
    {
        if (bucket < TimeSpan.FromSeconds(1) || bucket.Ticks % TimeSpan.TicksPerSecond != 0)
            throw new ArgumentOutOfRangeException(nameof(bucket), bucket, "A bucket has a whole number of seconds, at least one.");
    }

    private IEnumerable<AnomalyRecord> Between(DateTimeOffset from, DateTimeOffset to) =>
        _records.Where(record => record.DetectedAt >= from && record.DetectedAt < to);

    private static DateTimeOffset Bucket(AnomalyRecord record, TimeSpan bucket)
    {
        var since = record.DetectedAt.UtcTicks - DateTimeOffset.UnixEpoch.Ticks;
        return DateTimeOffset.UnixEpoch.AddTicks(since - (((since % bucket.Ticks) + bucket.Ticks) % bucket.Ticks));
    }

    private static AnomalyCursor Place(AnomalyRecord record) => new(record.DetectedAt, record.Id, record.MetricName);

    private static int Compare(AnomalyCursor one, AnomalyCursor other, bool bySeries)
    {
        var series = bySeries ? CompareBytes(one.Series!, other.Series!) : 0;
        if (series != 0)
            return series;

        return one.DetectedAt != other.DetectedAt
            ? one.DetectedAt.CompareTo(other.DetectedAt)
            : string.CompareOrdinal(one.Id.ToString("N"), other.Id.ToString("N"));
    }

    // As the databases compare: UTF-16 puts what takes two units before the last of what takes one.
    private static int CompareBytes(string one, string other) => Encoding.UTF8.GetBytes(one).AsSpan().SequenceCompareTo(Encoding.UTF8.GetBytes(other));
}
