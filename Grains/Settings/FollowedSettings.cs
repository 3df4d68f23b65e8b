using Anomaly.Grains.Interfaces.Settings;
using Microsoft.Extensions.Logging;

namespace Anomaly.Grains.Settings;

/// <summary>Follows the settings of the cluster.</summary>
internal sealed class FollowedSettings(IGrainFactory grains, TimeProvider time, ILogger<FollowedSettings> logger)
    : IDetectionSettings, ILifecycleParticipant<ISiloLifecycle>, IDisposable
{
    /// <summary>What a claim waits at the most: detection under settings that may be old is better than none.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(2);

    private readonly CancellationTokenSource _end = new();
    private readonly Lock _lock = new();
    private volatile SettingsBook? _current;
    private bool _lost;
    private Task _following = Task.CompletedTask;

    /// <inheritdoc/>
    public SettingsBook? Current => _current;

    /// <inheritdoc/>
    public async Task RefreshAsync()
    {
        var grain = grains.GetGrain<ISettingsGrain>(0);
        using var late = new CancellationTokenSource(Patience, time);
        try
        {
            if (_current is not { } current || current.Revision < await grain.GetRevisionAsync(late.Token).WaitAsync(late.Token))
            {
                Take(await grain.GetAsync(late.Token).WaitAsync(late.Token));
            }
        }
        catch (Exception exception)
        {
            Log.SettingsNotAsked(logger, _current?.Revision ?? -1, exception.Message);
        }
    }

    public void Participate(ISiloLifecycle lifecycle) =>
        lifecycle.Subscribe(nameof(FollowedSettings), ServiceLifecycleStage.Active, StartAsync, StopAsync);

    public void Dispose() => _end.Dispose();

    private Task StartAsync(CancellationToken cancellationToken)
    {
        _following = Task.Run(FollowAsync, CancellationToken.None);
        return Task.CompletedTask;
    }

    private async Task StopAsync(CancellationToken cancellationToken)
    {
        await _end.CancelAsync();
        await _following;
    }

    private async Task FollowAsync()
    {
        try
        {
            await foreach (var document in grains.WatchSettingsAsync(NoteAnswer, time, _end.Token))
            {
                Take(document);
            }
        }
        catch (OperationCanceledException) when (_end.IsCancellationRequested)
        {
            // The silo ends.
        }
    }

    private void NoteAnswer(Exception? failure)
    {
        if (failure is not null && !_lost)
        {
            Log.SettingsLost(logger, failure.Message);
        }

        _lost = failure is not null;
    }

    /// <summary>Claims and the watch may overtake each other: the newer stays.</summary>
    private void Take(SettingsDocument document)
    {
        lock (_lock)
        {
            if (_current is null || _current.Revision < document.Revision)
            {
                _current = new SettingsBook(document);
                Log.SettingsTaken(logger, document.Revision);
            }
        }
    }
}
