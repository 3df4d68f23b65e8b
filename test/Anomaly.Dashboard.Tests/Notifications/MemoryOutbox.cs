using Anomaly.Storage.Outbox;

namespace Anomaly.Dashboard.Tests.Notifications;

/// <summary>Messages in memory, to be read and tried again.</summary>
internal sealed class MemoryOutbox : IOutbox
{
    public List<OutboxItem> All { get; } = [];

    public List<Guid> Retried { get; } = [];

    public Task<IReadOnlyList<OutboxItem>> ListAsync(OutboxQuery query, CancellationToken cancellationToken) => Task.FromResult<IReadOnlyList<OutboxItem>>(
    [
        .. All.Where(item => (query.Channel is null || item.Channel == query.Channel) && (query.State is null || item.State == query.State) && (query.After is null || item.Seq < query.After))
            .OrderByDescending(item => item.Seq)
            .Take(query.Limit),
    ]);

    public Task<bool> RetryAsync(Guid id, CancellationToken cancellationToken)
    {
        Retried.Add(id);
        return Task.FromResult(All.Find(item => item.Id == id)?.State is OutboxState.Waiting or OutboxState.Failed);
    }

    public Task<OutboxItem?> FindAsync(Guid id, CancellationToken cancellationToken) => Task.FromResult(All.Find(item => item.Id == id));

    public Task<IReadOnlyList<OutboxLease>> ClaimAsync(IReadOnlyCollection<ChannelRoom> room, Guid owner, TimeSpan lease, CancellationToken cancellationToken) => throw new NotSupportedException();

    public Task<bool> CompleteAsync(OutboxLease lease, Guid owner, OutboxOutcome outcome, CancellationToken cancellationToken) => throw new NotSupportedException();

    public Task<int> CancelAsync(string channel, string detail, CancellationToken cancellationToken) => throw new NotSupportedException();

    public Task<int> PruneAsync(DateTimeOffset before, int limit, CancellationToken cancellationToken) => throw new NotSupportedException();

    public Task<IReadOnlyList<OutboxMeasure>> MeasureAsync(CancellationToken cancellationToken) => throw new NotSupportedException();
}
