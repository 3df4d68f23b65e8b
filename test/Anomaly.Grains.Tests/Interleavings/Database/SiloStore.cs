using Anomaly.Grains.Interfaces.Anomalies;
using Anomaly.Storage.DeadLetters;
using Anomaly.Storage.Partitions;

namespace Anomaly.Grains.Tests.Interleavings.Database;

/// <summary>A silo's connection to the database. What was sent is carried out some time, or never, whatever became of the sender.</summary>
internal sealed class SiloStore(Simulation simulation, Silo silo, FlushOrder order) : IPartitionStore
{
    public Task<ClaimAnswer> ClaimAsync(string topic, int partition, PartitionLog log, int stateVersion, CancellationToken cancellationToken) =>
        simulation.Request<ClaimAnswer>($"claim {partition}", silo, () => simulation.Tables.Claim(topic, partition, log));

    /// <summary>All silos run one program here.</summary>
    public Task<IReadOnlyDictionary<int, int>> GetStateVersionsAsync(string topic, CancellationToken cancellationToken) => throw new NotSupportedException();

    public Task<IReadOnlyList<SeriesRow>> LoadAsync(string topic, IReadOnlyCollection<string> seriesIds, CancellationToken cancellationToken)
    {
        var ids = seriesIds.ToArray();
        return simulation.Request("load " + string.Join(',', ids), silo, () => simulation.Tables.Load(ids));
    }

    public Task<IReadOnlyList<SeriesHead>> ListHeadsAsync(string topic, int partition, string after, int limit, int headLength, CancellationToken cancellationToken) =>
        simulation.Request($"list {partition}", silo, () => simulation.Tables.ListHeads(partition, after, limit, headLength));

    public Task<IReadOnlyList<SeriesAge>> ListAgesAsync(string topic, int partition, string after, int limit, CancellationToken cancellationToken) =>
        simulation.Request($"ages {partition}", silo, () => simulation.Tables.ListAges(partition, after, limit));

    public Task<IReadOnlyDictionary<int, PartitionProgress>> GetProgressAsync(string topic, CancellationToken cancellationToken) =>
        simulation.Request<IReadOnlyDictionary<int, PartitionProgress>>(
            "progress", silo, () => simulation.Tables.Progress.ToDictionary(row => row.Key, row => new PartitionProgress(row.Value.Epoch, row.Value.NextOffset)));

    /// <summary>
    /// What is beyond the database (docs/durability.md, rule 13): a producer sends nothing hours later, and no other partition is as far behind as removals
    /// wait. Otherwise nothing is removed here.
    /// </summary>
    public Task<IReadOnlyList<string>> RemoveAsync(Fence fence, IReadOnlyCollection<SeriesRow> rows, DateTimeOffset before, CancellationToken cancellationToken) =>
        simulation.Request(
            $"remove {string.Join(' ', rows.Select(row => $"{row.SeriesId}@{row.Offset}"))} of {Name(fence)}",
            silo,
            () => simulation.AnySend || simulation.IsAnyFarBehind(fence.Partition) ? [] : simulation.Tables.Remove(fence, rows, before));

    public Task<IReadOnlyList<SeriesRow>> TakeAsync(Fence fence, IReadOnlyCollection<SeriesMove> moves, CancellationToken cancellationToken) =>
        simulation.Request($"take {string.Join(',', moves.Select(move => move.Seen.SeriesId))} to {Name(fence)}", silo, () => simulation.Tables.Take(fence, moves));

    public async Task<FlushResult> FlushAsync(Fence fence, IReadOnlyList<SeriesUpdate> states, IReadOnlyList<AnomalyRecord> anomalies, CancellationToken cancellationToken)
    {
        var now = simulation.Time.GetUtcNow();
        if (order == FlushOrder.Together || anomalies.Count == 0)
        {
            return await Flush(states, anomalies);
        }

        return order == FlushOrder.AnomaliesFirst
            ? Add(await Flush([], anomalies), await Flush(states, []))
            : Add(await Flush(states, []), await Flush([], anomalies));

        Task<FlushResult> Flush(IReadOnlyList<SeriesUpdate> states, IReadOnlyList<AnomalyRecord> anomalies) => simulation.Request(
            $"flush {Name(fence)} [{string.Join(' ', states.Select(state => $"{state.SeriesId}@{state.Offset}"))}] [{string.Join(' ', anomalies.Select(anomaly => $"{anomaly.MetricName}@{anomaly.Source.Offset}"))}]",
            silo,
            () => simulation.Tables.Flush(fence, states, anomalies, now));

        static FlushResult Add(FlushResult x, FlushResult y) => new(x.States + y.States, x.Anomalies + y.Anomalies, x.Conflicts + y.Conflicts);
    }

    public Task<bool> AdvanceAsync(Fence fence, long nextOffset, CancellationToken cancellationToken) =>
        simulation.Request($"advance {Name(fence)} to {nextOffset}", silo, () => simulation.Tables.Advance(fence, nextOffset));

    public Task<bool> RecordDeadLettersAsync(Fence fence, IReadOnlyList<DeadLetter> letters, CancellationToken cancellationToken) =>
        simulation.Request($"dead letters {Name(fence)}", silo, () => simulation.Tables.RecordDeadLetters(fence, letters));

    private static string Name(Fence fence) => $"{fence.Partition} (owner {fence.OwnerEpoch})";
}
