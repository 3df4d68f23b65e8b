using Anomaly.Chaos.Silo.Faults;
using Anomaly.Grains.Interfaces.Anomalies;
using Anomaly.Storage.DeadLetters;
using Anomaly.Storage.Partitions;
using Npgsql;

namespace Anomaly.Chaos.Silo.Parts;

/// <summary>The database as an owner sees it: the process dies or stops around its statements, and rules of theirs can be off.</summary>
internal sealed class ChaosPartitionStore(IPartitionStore inner, CallFaults faults, ChaosSettings settings) : IPartitionStore, IAsyncDisposable
{
    private readonly NpgsqlDataSource _database = NpgsqlDataSource.Create(Environment.GetEnvironmentVariable("POSTGRES_CONNECTION")!);

    public Task<ClaimAnswer> ClaimAsync(string topic, int partition, PartitionLog log, int stateVersion, CancellationToken cancellationToken)
    {
        faults.Counters.Add(Counter.Claims);
        return inner.ClaimAsync(topic, partition, log, stateVersion, cancellationToken);
    }

    public Task<IReadOnlyDictionary<int, int>> GetStateVersionsAsync(string topic, CancellationToken cancellationToken) =>
        inner.GetStateVersionsAsync(topic, cancellationToken);

    public Task<IReadOnlyList<SeriesRow>> LoadAsync(string topic, IReadOnlyCollection<string> seriesIds, CancellationToken cancellationToken) =>
        inner.LoadAsync(topic, seriesIds, cancellationToken);

    public Task<IReadOnlyList<SeriesHead>> ListHeadsAsync(string topic, int partition, string after, int limit, int headLength, CancellationToken cancellationToken) =>
        inner.ListHeadsAsync(topic, partition, after, limit, headLength, cancellationToken);

    public Task<IReadOnlyList<SeriesAge>> ListAgesAsync(string topic, int partition, string after, int limit, CancellationToken cancellationToken) =>
        inner.ListAgesAsync(topic, partition, after, limit, cancellationToken);

    public Task<IReadOnlyDictionary<int, PartitionProgress>> GetProgressAsync(string topic, CancellationToken cancellationToken) =>
        inner.GetProgressAsync(topic, cancellationToken);

    public Task<IReadOnlyList<string>> RemoveAsync(Fence fence, IReadOnlyCollection<SeriesRow> rows, DateTimeOffset before, CancellationToken cancellationToken) =>
        inner.RemoveAsync(fence, rows, before, cancellationToken);

    public Task<IReadOnlyList<SeriesRow>> TakeAsync(Fence fence, IReadOnlyCollection<SeriesMove> moves, CancellationToken cancellationToken) =>
        inner.TakeAsync(fence, moves, cancellationToken);

    public async Task<FlushResult> FlushAsync(Fence fence, IReadOnlyList<SeriesUpdate> states, IReadOnlyList<AnomalyRecord> anomalies, CancellationToken cancellationToken)
    {
        var phase = anomalies.Count > 0 ? Phase.AnomalyWrite : Phase.StateWrite;
        var remote = phase == Phase.AnomalyWrite
            ? anomalies.Any(anomaly => faults.Residence.IsRemote(anomaly.MetricName))
            : states.Any(state => faults.Residence.IsRemote(state.SeriesId));
        faults.Ambush.Pass(phase, Side.Before, remote);
        if (settings.SwitchedOff == Rule.StateFence)
        {
            fence = fence with { OwnerEpoch = await NewestEpochAsync(fence, cancellationToken) };
        }

        var result = settings.SwitchedOff == Rule.OneStatement && anomalies.Count > 0
            ? await FlushApartAsync(fence, states, anomalies, remote, cancellationToken)
            : await inner.FlushAsync(fence, states, anomalies, cancellationToken);
        faults.Counters.Add(Counter.Conflicts, result.Conflicts);
        if (result.States < states.Count)
        {
            faults.Counters.Add(Counter.Refused);
        }

        faults.Ambush.Pass(phase, Side.After, remote);
        return result;
    }

    public async Task<bool> AdvanceAsync(Fence fence, long nextOffset, CancellationToken cancellationToken)
    {
        faults.Ambush.Pass(Phase.Progress, Side.Before, remote: false);
        var accepted = Count(await inner.AdvanceAsync(fence, nextOffset, cancellationToken));
        faults.Ambush.Pass(Phase.Progress, Side.After, remote: false);
        return accepted;
    }

    public async Task<bool> RecordDeadLettersAsync(Fence fence, IReadOnlyList<DeadLetter> letters, CancellationToken cancellationToken) =>
        Count(await inner.RecordDeadLettersAsync(fence, letters, cancellationToken));

    public ValueTask DisposeAsync() => _database.DisposeAsync();

    private async Task<FlushResult> FlushApartAsync(
        Fence fence, IReadOnlyList<SeriesUpdate> states, IReadOnlyList<AnomalyRecord> anomalies, bool remote, CancellationToken cancellationToken)
    {
        var first = await inner.FlushAsync(fence, states, [], cancellationToken);
        if (first.States < states.Count)
        {
            return first;
        }

        faults.Ambush.Pass(Phase.AnomalyWrite, Side.Between, remote);
        var second = await inner.FlushAsync(fence, [], anomalies, cancellationToken);
        return new FlushResult(first.States, second.Anomalies, second.Conflicts);
    }

    private async Task<long> NewestEpochAsync(Fence fence, CancellationToken cancellationToken)
    {
        await using var command = _database.CreateCommand("select owner_epoch from anomaly.partition_progress where topic = $1 and partition = $2");
        command.Parameters.Add(new NpgsqlParameter { Value = fence.Topic });
        command.Parameters.Add(new NpgsqlParameter { Value = fence.Partition });
        return (long)(await command.ExecuteScalarAsync(cancellationToken))!;
    }

    private bool Count(bool accepted)
    {
        if (!accepted)
        {
            faults.Counters.Add(Counter.Refused);
        }

        return accepted;
    }
}
