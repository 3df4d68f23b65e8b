using Anomaly.Grains.Interfaces.Settings;

namespace Anomaly.Dashboard.Settings;

/// <summary>The process' one watch of the cluster's settings, shared by the REST API and the pages.</summary>
internal sealed class SettingsFollower(IGrainFactory grains, IHostApplicationLifetime lifetime, TimeProvider time, ILogger<SettingsFollower> logger)
    : BackgroundService
{
    private readonly Lock _lock = new();
    private volatile SettingsResolver? _current;
    private volatile bool _connected;

    /// <summary>Raised when <see cref="Current"/> or <see cref="IsConnected"/> changes, on any thread; handlers must return quickly.</summary>
    public event Action? Changed;

    /// <summary>The newest settings that were heard of; null before the first.</summary>
    public SettingsResolver? Current => _current;

    /// <summary>Whether the cluster answered when it was asked last.</summary>
    public bool IsConnected => _connected;

    /// <summary>The settings as of a revision or later, such as that of a change just made.</summary>
    public async Task<SettingsResolver> ReachAsync(long revision, CancellationToken cancellationToken)
    {
        if (_current is { } current && current.Document.Revision >= revision)
            return current;

        Take(await grains.GetGrain<ISettingsGrain>(0).GetAsync(cancellationToken));
        return _current!;
    }

    /// <summary>The newest settings, asked for where none are known yet.</summary>
    public Task<SettingsResolver> GetAsync(CancellationToken cancellationToken) => ReachAsync(-1, cancellationToken);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        try
        {
            await lifetime.StartedAsync(stoppingToken);
            await foreach (var document in grains.WatchSettingsAsync(NoteAnswer, time, stoppingToken))
                Take(document);
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // The host stops.
        }
    }

    /// <summary>What a question and the watch bring may overtake each other: the newer stays.</summary>
    private void Take(SettingsDocument document)
    {
        lock (_lock)
        {
            if (_current?.Document.Revision >= document.Revision)
                return;

            _current = new SettingsResolver(document);
        }

        logger.SettingsKnown(document.Revision);
        Changed?.Invoke();
    }

    private void NoteAnswer(Exception? failure)
    {
        var connected = failure is null;
        if (_connected == connected)
            return;

        _connected = connected;
        if (!connected)
            logger.SettingsLost();

        Changed?.Invoke();
    }
}
