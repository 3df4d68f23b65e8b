using System.Globalization;
using Anomaly.Storage.Partitions;
using Anomaly.Streaming.Kafka;
using Microsoft.Extensions.Logging;
using Orleans.Concurrency;
using Orleans.Placement;
using Orleans.Streams;
using Orleans.Streams.Core;

namespace Anomaly.Grains.Partitions;

/// <summary>
/// The owner of a partition (rule 1): it alone writes the partition's progress and the states of the series at home in it. It lives on
/// the silo that reads the partition, and is never collected.
/// </summary>
[ImplicitStreamSubscription(PartitionOptions.StreamNamespace)]
[PreferLocalPlacement, KeepAlive, Reentrant]
[StateFormat]
[GrainType(Type)]
internal sealed class PartitionGrain(PartitionServices services, PartitionRegistry registry, ILocalSiloDetails silo, ILogger<PartitionGrain> logger)
    : Grain, IPartitionGrain, IStreamSubscriptionObserver, IAsyncObserver<KafkaBatch>, IDisposable
{
    public const string Type = "partition";

    private readonly MoveBackoff _moves = new(services.Time);
    private readonly ClaimBackoff _claims = new(services.Time);
    private readonly SemaphoreSlim _opening = new(1, 1);
    private PartitionSession? _session;
    private long _openedAt;
    private string _provider = PartitionOptions.StreamProvider;
    private int _partition;
    private FailedSession? _failed;

    /// <inheritdoc/>
    public override Task OnActivateAsync(CancellationToken cancellationToken)
    {
        _partition = int.Parse(this.GetPrimaryKeyString(), CultureInfo.InvariantCulture);
        var interval = services.Options.AnomalyInterval;
        this.RegisterGrainTimer(
            static (grain, _) => grain._session?.TickAsync() ?? Task.CompletedTask,
            this,
            new GrainTimerCreationOptions(interval, interval) { Interleave = true });
        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    public override async Task OnDeactivateAsync(DeactivationReason reason, CancellationToken cancellationToken)
    {
        var inMidSession = _session is { HasEnded: false };
        await DrainAsync();
        registry.Closed(_partition);
        if (inMidSession && !registry.IsStopping)
        {
            // Nobody asked for it: its entry in the grain directory went with another silo. The reader here would read on for nobody.
            services.Streams.Restart(_provider, _partition);
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _opening.Dispose();

    /// <inheritdoc/>
    public async Task OnSubscribed(IStreamSubscriptionHandleFactory handleFactory) =>
        await handleFactory.Create<KafkaBatch>().ResumeAsync(this);

    /// <inheritdoc/>
    public Task OnNextAsync(KafkaBatch item, StreamSequenceToken? token = null)
    {
        if (_session is { HasEnded: false } session)
        {
            session.Accept(item);
            return Task.CompletedTask;
        }

        services.Streams.Release(item);
        if (!registry.IsStopping && _opening.CurrentCount > 0 && !services.Streams.Restart(item.Provider, _partition))
        {
            DeactivateOnIdle(); // its reader is on another silo, and finds the owner beside it at the next batch
        }

        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    public Task OnErrorAsync(Exception ex)
    {
        _session?.End("the stream failed", ex);
        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    public async Task<Opening> OpenAsync(ReaderLog log, string readerSilo, int readerStateVersion)
    {
        await _opening.WaitAsync();
        try
        {
            if (_session is { HasEnded: false } && readerStateVersion < services.Format.Version)
            {
                return Opening.Refused(services.Format.Version); // it could not go on with what this session writes
            }

            await DrainAsync();
            if (!string.Equals(readerSilo, silo.SiloAddress.ToParsableString(), StringComparison.Ordinal))
            {
                MigrateOnIdle(); // to where the call's placement hint says
                return Opening.Elsewhere;
            }

            return _claims.Left is var pause && pause > TimeSpan.Zero ? Opening.Later(pause) : await ClaimAsync(log);
        }
        finally
        {
            _opening.Release();
        }
    }

    /// <inheritdoc/>
    public async Task DrainAsync()
    {
        if (_session is { } session)
        {
            if (session.HasEnded)
            {
                // It stays in the registry, to say why there is none, until the next is opened.
                _failed = new FailedSession(session.LastCheckpoint, await session.Ended);
                _claims.NoteFailure(_openedAt, session.HasSaved);
            }
            else
            {
                _failed = null;
                _claims.NoteHandover();
                await session.DrainAsync();
                registry.Closed(_partition);
            }

            _session = null;
        }
    }

    private async Task<Opening> ClaimAsync(ReaderLog log)
    {
        var answer = await services.Store.ClaimAsync(
            log.Topic, log.Partition, new PartitionLog(log.TopicId, log.Low, log.High), services.Format.Version, CancellationToken.None);
        if (answer is not PartitionClaim claim)
        {
            return Opening.Refused(((ClaimRefused)answer).StateVersion);
        }

        var start = claim.NextOffset;
        var lostRecords = services.Metrics.RecordsLost.WithLabels(_partition.ToString(CultureInfo.InvariantCulture));
        if (start < log.Low)
        {
            var lost = log.Low - start;
            lostRecords.Inc(lost);
            Log.RecordsLost(logger, log.Topic, log.Partition, lost, start, log.Low);
            start = log.Low;
        }

        var session = new PartitionSession(services.NewContext(_moves, GrainFactory, logger), claim.Fence, start, log.Provider, _failed);
        _session = session;
        _openedAt = services.Time.GetTimestamp();
        _provider = log.Provider;
        registry.Opened(_partition, session);
        Log.SessionOpened(logger, log.Topic, log.Partition, claim.Fence.OwnerEpoch, claim.Fence.TopicEpoch, start);
        return Opening.At(start);
    }
}
