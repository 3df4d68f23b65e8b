using System.Diagnostics;
using Anomaly.Bench.Database;
using Anomaly.Bench.Reporting;
using Anomaly.Grains.Interfaces.Anomalies;
using Anomaly.Grains.Series;
using Anomaly.Storage.Partitions;

namespace Anomaly.Bench.Retention;

/// <summary>Owners that flush at a steady rate through the service's own store: states of series, and a few anomalies with them.</summary>
internal sealed class FlushWriters(IPartitionStore store) : IAsyncDisposable
{
    private const string Topic = "bench-retention";
    private const int Partitions = 4;
    private const int Series = 8000;
    private const int StatesAFlush = 500;
    private const int AnomaliesAFlush = 20;

    // Of each owner; so 20 a second of all.
    private static readonly TimeSpan Every = TimeSpan.FromMilliseconds(200);

    private readonly CancellationTokenSource _end = new();
    private readonly List<double> _milliseconds = [];
    private readonly Lock _gate = new();
    private Task _running = Task.CompletedTask;

    /// <summary>Begins to write.</summary>
    public async Task StartAsync()
    {
        var states = new SimulatedStates(Series, Partitions).Next(60, isNew: true);
        var owners = new List<Task>();
        for (var partition = 0; partition < Partitions; partition++)
        {
            var fence = ((PartitionClaim)await store.ClaimAsync(Topic, partition, new(null, 0, 0), 1, CancellationToken.None)).Fence;
            foreach (var chunk in states[partition].Chunk(StatesAFlush))
                await store.FlushAsync(fence, chunk, [], CancellationToken.None);
            owners.Add(RunAsync(fence, [.. states[partition].Select(state => state with { IsNew = false, Labels = null })]));
        }

        _running = Task.WhenAll(owners);
    }

    /// <summary>Takes what the flushes took since the last time.</summary>
    public IReadOnlyList<double> Take()
    {
        lock (_gate)
        {
            var taken = _milliseconds.Order().ToArray();
            _milliseconds.Clear();
            return taken;
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _end.CancelAsync();
        try
        {
            await _running;
        }
        catch (OperationCanceledException)
        {
            // As asked for.
        }

        _end.Dispose();
    }

    public static double Part(IReadOnlyList<double> sorted, double part) => Figures.Round(Percentile.Of(sorted, part));

    private async Task RunAsync(Fence fence, SeriesUpdate[] states)
    {
        using var timer = new PeriodicTimer(Every);
        for (var offset = 1000L; await timer.WaitForNextTickAsync(_end.Token); offset++)
        {
            var from = (int)(offset * StatesAFlush % (states.Length - StatesAFlush));
            var rows = states[from..(from + StatesAFlush)];
            var anomalies = rows.Take(AnomaliesAFlush).Select(row => Anomaly(row.SeriesId, fence, offset)).ToArray();
            var started = Stopwatch.GetTimestamp();
            var written = await store.FlushAsync(fence, [.. rows.Select(row => row with { Offset = offset })], anomalies, _end.Token);
            var took = Stopwatch.GetElapsedTime(started).TotalMilliseconds;
            if (written.States != rows.Length || written.Anomalies != anomalies.Length)
                throw new InvalidOperationException($"A flush wrote {written}.");
            lock (_gate)
                _milliseconds.Add(took);
        }
    }

    private static AnomalyRecord Anomaly(string series, Fence fence, long offset)
    {
        var now = TimeProvider.System.GetUtcNow();
        var source = new SourcePosition(fence.Topic, fence.TopicEpoch, fence.Partition, offset, 0);
        return new AnomalyRecord
        {
            Id = AnomalyIdentity.Create(now.ToUnixTimeMilliseconds(), series, "ensemble", source, 0),
            MetricName = series,
            Timestamp = now,
            DetectedAt = now,
            Value = 97,
            Threshold = 60,
            DetectionMethod = "ensemble",
            AnomalyScore = 4.5,
            Severity = AnomalySeverity.Warning,
            Direction = AnomalyDirection.Above,
            Reason = "value 97 is above 60, where 50 was expected",
            Context = """{"mean":50.25,"deviation":4.75,"window":[1,2,3,4,5]}""",
            Config = """{"sensitivity":0.5}""",
            Source = source,
        };
    }
}
