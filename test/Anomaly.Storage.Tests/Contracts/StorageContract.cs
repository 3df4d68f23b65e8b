using Anomaly.Storage.Partitions;
using Anomaly.Storage.Tests.Backends;

namespace Anomaly.Storage.Tests.Contracts;

/// <summary>What all contract tests share: a storage of their own, and short words for what they do to it.</summary>
public abstract class StorageContract(IBackend backend) : IAsyncLifetime
{
    protected const string Topic = "metrics";

    protected TestStorage Storage { get; private set; } = null!;

    protected static CancellationToken Token => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => Storage = await backend.CreateAsync();

    public async ValueTask DisposeAsync()
    {
        if (Storage is not null)
            await Storage.DisposeAsync();
        (backend as IDisposable)?.Dispose();
    }

    protected async Task<Fence> ClaimAsync(int partition = 0, PartitionLog? log = null) =>
        (await Storage.Partitions.ClaimAsync(Topic, partition, log ?? new PartitionLog(null, 0, 1000), Token)).Fence;

    protected Task<FlushResult> FlushAsync(Fence fence, params SeriesUpdate[] states) =>
        Storage.Partitions.FlushAsync(fence, states, [], Token);

    protected async Task<SeriesRow?> LoadAsync(string id) =>
        (await Storage.Partitions.LoadAsync(Topic, [id], Token)).SingleOrDefault();
}
