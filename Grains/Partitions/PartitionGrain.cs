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

    /// <summary>After which a reader asks again where the silo has no settings yet.</summary>
    private static readonly TimeSpan SettingsPause = TimeSpan.FromMilliseconds(500);

    private readonly MoveBackoff _moves = new(services.Time);
    private readonly ClaimBackoff _claims = new(services.Time);
    private readonly SemaphoreSlim _opening = new(1, 1);
    private PartitionSession? _session;
    private long _openedAt;
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
        var session = _session;
        await DrainAsync();
        if (session is null)
        {
            return;
        }

        registry.Closed(_partition, session);
        if (!registry.IsStopping && reason.ReasonCode != DeactivationReasonCode.ShuttingDown)
        {
            services.Streams.Restart(PartitionOptions.StreamProvider, _partition);
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
        if (!services.Streams.HasRead(item))
        {
            RefuseFromElsewhere();
        }

        if (_session is { } session)
        {
            session.Accept(item);
            return Task.CompletedTask;
        }

        services.Streams.Release(item);
        if (!registry.IsStopping && _opening.CurrentCount > 0)
        {
            // The activation before this one had a session and is gone: its reader must ask anew, or it would read into nothing.
            services.Streams.Restart(item.Provider, _partition);
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

            var here = string.Equals(readerSilo, silo.SiloAddress.ToParsableString(), StringComparison.Ordinal);
            if (here && !services.Streams.IsCurrent(log.Provider, log.Partition, log.Generation))
            {
                return Opening.Elsewhere; // overtaken: the reader has asked anew since, and hears the answer to that
            }

            await DrainAsync();
            if (!here)
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
                registry.Closed(_partition, session);
            }

            if (_session == session)
            {
                _session = null; // else another call closed it meanwhile, and one more has begun
            }
        }
    }

    /// <summary>
    /// A reader on another silo goes on from what it was told before the owner came here, for a reader that may be gone by now. Its
    /// batches are not lost silently: refused, they are given up, and it asks anew.
    /// </summary>
    private void RefuseFromElsewhere()
    {
        if (services.Streams.GetPartitions().All(partition => partition.Partition != _partition))
        {
            DeactivateOnIdle(); // Sooner: delivered again, the batch meets an activation beside its reader.
        }

        throw new InvalidOperationException($"Partition {_partition} has its owner on another silo than the reader of this batch; the reader must ask where to start.");
    }

    private async Task<Opening> ClaimAsync(ReaderLog log)
    {
        if (services.Settings.Current is null)
        {
            await services.Settings.RefreshAsync();
            if (services.Settings.Current is null)
            {
                return Opening.Later(SettingsPause);
            }
        }

        // An end that was read before the claim is no proof that the topic was created again: the owner before may have come further meanwhile.
        var high = log.EndsBelow is null ? long.MaxValue : log.High;
        var answer = await services.Store.ClaimAsync(
            log.Topic, log.Partition, new PartitionLog(log.TopicId, log.Low, high), services.Format.Version, CancellationToken.None);
        if (answer is not PartitionClaim claim)
        {
            return Opening.Refused(((ClaimRefused)answer).StateVersion);
        }

        // Rule 9, and only now: what the owner before saved was under settings that the grain knew before this claim fenced it off, so
        // its answer from here on is not older. Otherwise a series could go back to old settings by moving to a silo that is slow to hear.
        await services.Settings.RefreshAsync();

        var start = claim.NextOffset;
        var lostRecords = services.Metrics.RecordsLost.WithLabels(_partition.ToString(CultureInfo.InvariantCulture));
        if (start < log.Low)
        {
            var lost = log.Low - start;
            lostRecords.Inc(lost);
            Log.RecordsLost(logger, log.Topic, log.Partition, lost, start, log.Low);
            start = log.Low;
        }

        var session = new PartitionSession(services.NewContext(_moves, logger), claim.Fence, start, log.Provider, log.Generation, _failed);
        _session = session;
        _openedAt = services.Time.GetTimestamp();
        registry.Opened(_partition, session);
        Log.SessionOpened(logger, log.Topic, log.Partition, claim.Fence.OwnerEpoch, claim.Fence.TopicEpoch, start);
        return Opening.At(start);
    }
}
