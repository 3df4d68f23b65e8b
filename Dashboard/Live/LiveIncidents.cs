using Anomaly.Grains.Interfaces.Incidents;

namespace Anomaly.Dashboard.Live;

/// <summary>
/// The process' one watch of the incidents, shared by all pages. It tells that something changed; what, stands in the database. A watch
/// that is renewed says whether anything was missed meanwhile.
/// </summary>
internal sealed class LiveIncidents(IGrainFactory grains, IHostApplicationLifetime lifetime, TimeProvider time, ILogger<LiveIncidents> logger)
    : BackgroundService, IIncidentObserver
{
    private readonly Lock _lock = new();
    private Guid? _state;
    private long _changes;

    /// <summary>Raised where incidents changed, on any thread; handlers must return quickly.</summary>
    public event Action? Changed;

    /// <summary>How many changes were heard of.</summary>
    public long Changes => Interlocked.Read(ref _changes);

    /// <inheritdoc/>
    public Task OnChangedAsync(Guid state)
    {
        Take(state);
        return Task.CompletedTask;
    }

    /// <summary>Says that this process changed an incident: to its own pages at once, to all others by the feed.</summary>
    public void Tell()
    {
        Raise();
        grains.TellIncidentsChanged();
    }

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        try
        {
            await lifetime.StartedAsync(stoppingToken);
            await WatchAsync(stoppingToken);
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // The host stops.
        }
    }

    private async Task WatchAsync(CancellationToken stoppingToken)
    {
        var grain = grains.GetGrain<IIncidentFeedGrain>(0);
        var self = grains.CreateObjectReference<IIncidentObserver>(this);
        var failures = 0;
        try
        {
            while (true)
            {
                try
                {
                    Take(await grain.WatchAsync(self).WaitAsync(GrainWatch.CallPatience, time, stoppingToken));
                    failures = 0;
                }
                catch (Exception exception) when (!stoppingToken.IsCancellationRequested)
                {
                    if (failures++ == 0)
                        logger.IncidentsSilent(exception.Message);
                }

                await Task.Delay(failures == 0 ? GrainWatch.Renewal : GrainWatch.PauseAfter(failures), time, stoppingToken);
            }
        }
        finally
        {
            // Not waited for: a watch that is not renewed ends by itself.
            grain.UnwatchAsync(self).Ignore();
            grains.DeleteObjectReference<IIncidentObserver>(self);
        }
    }

    private void Take(Guid state)
    {
        lock (_lock)
        {
            if (_state == state)
                return;

            _state = state;
        }

        Raise();
    }

    private void Raise()
    {
        Interlocked.Increment(ref _changes);
        try
        {
            Changed?.Invoke();
        }
        catch (Exception exception)
        {
            logger.IncidentListenerFailed(exception);
        }
    }
}
