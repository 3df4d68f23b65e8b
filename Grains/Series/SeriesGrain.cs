using Anomaly.Grains.Interfaces.Series;
using Anomaly.Grains.Partitions;
using Anomaly.Grains.Settings;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Orleans.Placement;
using Orleans.Runtime.Placement;

namespace Anomaly.Grains.Series;

/// <summary>
/// A metric series. Its detectors run in here, on each sample that the owner of its partition brings; it writes nothing. What it was
/// not told in this session it does not know: the owner brings its state. It lives beside its owner: activated there, and where a new
/// owner is on another silo, it moves there with what it holds. Beside it, the owner comes in by the <see cref="SeriesPort"/>.
/// </summary>
[ImplicitStreamSubscription(PartitionOptions.SeriesNamespace)]
[PreferLocalPlacement]
[GrainType("series")]
internal sealed class SeriesGrain(SeriesServices services) : Grain, ISeriesGrain, ISeriesFeed, IGrainMigrationParticipant
{
    private const string Luggage = "series";

    private SeriesPort? _made;
    private bool _remote;

    /// <summary>Made late: the constructor could have the context injected only, and an activation would keep a table for what was injected.</summary>
    private SeriesPort Port => _made ??= new(GrainContext, services.Rules);

    /// <inheritdoc/>
    public override Task OnDeactivateAsync(DeactivationReason reason, CancellationToken cancellationToken)
    {
        Port.Close(forget: reason.ReasonCode != DeactivationReasonCode.Migrating); // Orleans asks for the luggage after this
        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    public Task<SeriesReply> ApplyAsync(SeriesCall call)
    {
        if (_remote)
        {
            services.Metrics.RemoteCalls.Inc();
        }

        SeriesReply reply;
        bool begins;
        try
        {
            reply = Port.Take(call, out begins);
        }
        catch when (!Port.IsLive)
        {
            // On a silo of an older program, activated by a look at the series, it would stand in its owner's way for good.
            DeactivateOnIdle();
            throw;
        }

        if (begins)
        {
            MoveToOwner();
        }

        return Task.FromResult(reply);
    }

    /// <inheritdoc/>
    public Task<SeriesSnapshot?> GetSnapshotAsync(SessionId session, long position) => Task.FromResult(Port.TakeSnapshot(session, position, withPoints: true));

    /// <inheritdoc/>
    public Task ForgetAsync(SessionId session, long position)
    {
        if (Port.Forget(session, position))
        {
            DeactivateOnIdle();
        }

        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    public async Task<SeriesStatus> GetStatusAsync(CancellationToken cancellationToken = default) =>
        Port.Status() ?? SavedStatus(await AskedSavedAsync(cancellationToken));

    /// <inheritdoc/>
    public async Task<ScoredPoint[]> GetRecentAsync(int limit, CancellationToken cancellationToken = default)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(limit, 1);
        var points = Port.Newest(limit) ?? (await AskedSavedAsync(cancellationToken))?.Model.Points.Newest(limit, _ => null) ?? [];
        return [.. points.OrderBy(point => point.Timestamp)];
    }

    /// <inheritdoc/>
    public async Task<SettingsPreview> PreviewAsync(string? settings, CancellationToken cancellationToken = default)
    {
        var model = Port.Copy() ?? (await AskedSavedAsync(cancellationToken))?.Model ?? ISeriesModel.Restore(await FindSettingsAsync(labels: null), default, null);
        return PreviewedModel.Run(model, settings);
    }

    /// <inheritdoc/>
    public async Task<SeriesUpdate> WatchAsync(ISeriesObserver observer, Guid activation, long number)
    {
        if (!Port.IsLive && Port.Watchers?.Saved is null)
        {
            var saved = await ReadSavedAsync(CancellationToken.None);
            var points = saved?.Model.Points.Newest(PointRing.Capacity, _ => null) ?? [];
            Watchers(points.Length).Saved = (SavedStatus(saved), points);
        }

        Watchers(Port.Newest(PointRing.Capacity)?.Length ?? 0).Add(observer);
        return Port.Update(watchers => watchers.MissedSince(activation, number))!;
    }

    /// <inheritdoc/>
    public Task UnwatchAsync(ISeriesObserver observer)
    {
        Port.Watchers?.Remove(observer);
        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    public void OnDehydrate(IDehydrationContext dehydrationContext)
    {
        Port.Close(forget: false);
        if (Port.Pack() is { } luggage)
        {
            dehydrationContext.TryAddValue(Luggage, luggage);
        }
    }

    /// <inheritdoc/>
    public void OnRehydrate(IRehydrationContext rehydrationContext)
    {
        if (rehydrationContext.TryGetValue<SeriesLuggage>(Luggage, out var luggage) && luggage is not null)
        {
            Port.Unpack(luggage);
        }
    }

    /// <summary>The first call of a session says where the owner lives; if that is another silo, the series follows once this call is done.</summary>
    private void MoveToOwner()
    {
        _remote = RequestContext.Get(IPlacementDirector.PlacementHintKey) is SiloAddress owner && !owner.Equals(services.Silo);
        if (_remote)
        {
            services.Metrics.RemoteCalls.Inc();
            MigrateOnIdle();
        }
    }

    /// <summary>What is shown before its owner called: the saved state, which is never worked on.</summary>
    private async Task<(ISeriesModel Model, Storage.Partitions.SeriesRow Row)?> ReadSavedAsync(CancellationToken cancellationToken) =>
        await services.Catalog.FindRowAsync(this.GetPrimaryKeyString(), cancellationToken) is { } row
            ? (ISeriesModel.Restore(await FindSettingsAsync(row.Labels), row.Payload, row.Recent), row)
            : null;

    /// <summary>The same for a question. Where there is no such series, it alone brought the grain to life: nothing is left of that.</summary>
    private async Task<(ISeriesModel Model, Storage.Partitions.SeriesRow Row)?> AskedSavedAsync(CancellationToken cancellationToken)
    {
        var saved = await ReadSavedAsync(cancellationToken);
        if (saved is null && !Port.IsLive && Port.Watchers is null)
        {
            DeactivateOnIdle();
        }

        return saved;
    }

    private SeriesStatus SavedStatus((ISeriesModel Model, Storage.Partitions.SeriesRow Row)? saved) => saved is { } found
        ? SeriesShown.Status(this.GetPrimaryKeyString(), found.Model, found.Row.Offset, found.Row.Partition)
        : new SeriesStatus { Id = this.GetPrimaryKeyString(), State = SeriesState.Unknown };

    private async Task<SeriesSettings> FindSettingsAsync(string? labels)
    {
        if (services.Settings.Current is null)
        {
            await services.Settings.RefreshAsync();
        }

        var book = services.Settings.Current ?? throw new TimeoutException("The settings cannot be reached; try again.");
        return SeriesSettings.Parse(book.For(this.GetPrimaryKeyString(), labels).Text);
    }

    private SeriesWatchers Watchers(int kept) => Port.Watchers ??= new(
        kept,
        ServiceProvider.GetRequiredService<ILogger<SeriesGrain>>(),
        this.RegisterGrainTimer(TellWatchersAsync, new GrainTimerCreationOptions(SeriesWatchers.Pace, SeriesWatchers.Pace)));

    private Task TellWatchersAsync()
    {
        if (Port.Watchers is not { } watchers)
        {
            return Task.CompletedTask;
        }

        if (!watchers.Any)
        {
            watchers.Dispose();
            Port.Watchers = null;
            return Task.CompletedTask;
        }

        var update = Port.Update(each => each.TakeUntold());
        return update is { Points.Length: > 0 } ? watchers.TellAsync(update) : Task.CompletedTask;
    }
}
