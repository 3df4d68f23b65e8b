using Anomaly.Storage.Partitions;
using Anomaly.Streaming.Kafka.Options;
using Anomaly.Streaming.Kafka.Positions;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Anomaly.Grains.Partitions;

/// <summary>
/// Which silo may read which partition: one whose program reads the version of the partition's states. Which version a silo reads says
/// its manifest, which one a partition needs says the database: asked at the start, when the cluster changes, and every few seconds.
/// It is about who asks for a partition only; who gets it is decided by the claim.
/// </summary>
internal sealed class PartitionEligibility(
    IPartitionStore store, IClusterManifestProvider manifests, IOptionsMonitor<KafkaStreamOptions> options, StateFormat format, ILogger<PartitionEligibility> logger)
    : IPartitionEligibility, ILifecycleParticipant<ISiloLifecycle>, IDisposable
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(5);

    private readonly CancellationTokenSource _end = new();
    private readonly SemaphoreSlim _wake = new(0);
    private readonly Lock _gate = new();
    private int _claims;
    private volatile IReadOnlyDictionary<int, int> _needed = new Dictionary<int, int>();
    private Task _watching = Task.CompletedTask;

    /// <inheritdoc/>
    public event EventHandler? Changed;

    /// <inheritdoc/>
    public bool MayRead(string provider, int partition, SiloAddress silo) =>
        provider != PartitionOptions.StreamProvider || !_needed.TryGetValue(partition, out var needed) || needed <= ReadBy(silo);

    /// <summary>Why no silo that is known reads a partition; null where this program could.</summary>
    public string? WhyUnread(int partition) =>
        _needed.TryGetValue(partition, out var needed) && needed > format.Version ? format.Refusal(partition, needed) : null;

    /// <summary>Learns from a claim, granted or refused, what the partition needs.</summary>
    public void NoteClaim(int partition, int needed)
    {
        lock (_gate)
        {
            _claims++;
            Set(new Dictionary<int, int>(_needed) { [partition] = needed });
        }
    }

    public void Participate(ISiloLifecycle lifecycle) =>
        // Before the streams start, so that they are spread right at once.
        lifecycle.Subscribe(nameof(PartitionEligibility), ServiceLifecycleStage.ApplicationServices - 1, StartAsync, StopAsync);

    public void Dispose()
    {
        _end.Dispose();
        _wake.Dispose();
    }

    private int ReadBy(SiloAddress silo)
    {
        var silos = manifests.Current.Silos;
        // One that is not known yet is taken for the oldest of those that are.
        return silos.TryGetValue(silo, out var manifest) && StateFormatAttribute.Read(manifest) is { } version
            ? version
            : silos.Values.Min(StateFormatAttribute.Read) ?? format.Version;
    }

    private async Task StartAsync(CancellationToken cancellationToken)
    {
        await RefreshAsync(cancellationToken);
        _watching = Task.WhenAll(Task.Run(WatchClusterAsync, CancellationToken.None), Task.Run(WatchDatabaseAsync, CancellationToken.None));
    }

    private async Task StopAsync(CancellationToken cancellationToken)
    {
        await _end.CancelAsync();
        await _watching;
    }

    private async Task WatchClusterAsync()
    {
        try
        {
            await foreach (var _ in manifests.Updates.WithCancellation(_end.Token))
            {
                Changed?.Invoke(this, EventArgs.Empty);
                _wake.Release();
            }
        }
        catch (OperationCanceledException)
        {
            // The silo ends.
        }
    }

    private async Task WatchDatabaseAsync()
    {
        try
        {
            while (true)
            {
                await _wake.WaitAsync(Interval, _end.Token);
                await RefreshAsync(_end.Token);
            }
        }
        catch (OperationCanceledException)
        {
            // The silo ends.
        }
    }

    private async Task RefreshAsync(CancellationToken cancellationToken)
    {
        try
        {
            var claims = Volatile.Read(ref _claims);
            var needed = await store.GetStateVersionsAsync(options.Get(PartitionOptions.StreamProvider).Topic, cancellationToken);
            lock (_gate)
            {
                // A claim meanwhile says something newer than what was read.
                if (_claims == claims)
                {
                    Set(needed);
                }
            }
        }
        catch (Exception exception) when (!cancellationToken.IsCancellationRequested)
        {
            // What was known goes on to hold; the health checks say that the database is away.
            Log.EligibilityUnknown(logger, exception);
        }
    }

    private void Set(IReadOnlyDictionary<int, int> needed)
    {
        var before = _needed;
        var changed = needed.Where(each => !before.TryGetValue(each.Key, out var old) || old != each.Value).ToArray();
        if (changed.Length == 0)
        {
            return;
        }

        _needed = needed;
        foreach (var (partition, version) in changed.Where(each => each.Value > format.Version))
        {
            Log.StateTooNew(logger, format.Refusal(partition, version));
        }

        Changed?.Invoke(this, EventArgs.Empty);
    }
}
