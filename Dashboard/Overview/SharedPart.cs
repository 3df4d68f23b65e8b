using Anomaly.Dashboard.Live;
using Anomaly.Grains.Interfaces.Anomalies;

namespace Anomaly.Dashboard.Overview;

/// <summary>
/// A part of the overview that all pages share: read once from the history, kept true by the live feed, drawn at most once a second
/// and only while somebody looks. The subscription is made before the history is read, so that nothing falls between; after a gap
/// of the feed the history is read again. Where it cannot be read, live goes on and the next try comes some seconds later.
/// </summary>
/// <typeparam name="T">What is drawn.</typeparam>
internal abstract class SharedPart<T>(OverviewSources sources) : ISharedPart
    where T : class
{
    /// <summary>The history is not read more often than this.</summary>
    public static readonly TimeSpan RetryPause = TimeSpan.FromSeconds(5);

    /// <summary>A history that does not answer within this is away.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    private const int Buffer = 10_000;

    private readonly CancellationTokenSource _gone = new();
    private TaskCompletionSource _old = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private Task? _following;
    private DateTimeOffset? _triedAt;
    private bool _changed;
    private volatile T? _current;

    private event Action? Drawn;

    /// <summary>The newest drawing; null before the first.</summary>
    public T? Current => _current;

    protected OverviewSources Sources => sources;

    /// <summary>Held while anything of the part is read or written.</summary>
    protected Lock Lock { get; } = new();

    /// <summary>Since when the history cannot be read.</summary>
    protected DateTimeOffset? AwaySince { get; private set; }

    /// <summary>When the subscription began.</summary>
    protected DateTimeOffset LiveSince { get; private set; }

    /// <summary>When the history was read; null where it never was.</summary>
    protected DateTimeOffset? LoadedAt { get; private set; }

    private int Watchers { get; set; }

    private DateTimeOffset LeftAt { get; set; }

    /// <summary>Looks at the part until the answer is disposed of.</summary>
    /// <param name="changed">Called when there is a new drawing; must return quickly.</param>
    public PartWatch<T> Watch(Action changed)
    {
        lock (Lock)
        {
            Drawn += changed;
            Watchers++;
            _following ??= Task.Run(() => FollowAsync(_gone.Token));
        }

        // After a while in which nobody looked, what is there is old.
        if (_current is not null)
            Beat();

        return new PartWatch<T>(this, () => Leave(changed));
    }

    public bool IsUnused(TimeSpan since)
    {
        lock (Lock)
            return Watchers == 0 && sources.Time.GetUtcNow() - LeftAt >= since;
    }

    public void Beat()
    {
        var now = sources.Time.GetUtcNow();
        lock (Lock)
        {
            if (Watchers == 0)
                return;
            if (LoadedAt is not null && IsOld(now))
                _old.TrySetResult();
            if (!_changed && !HasMoved(now))
                return;
        }

        DrawNow();
    }

    public async ValueTask DisposeAsync()
    {
        await _gone.CancelAsync();
        if (_following is not null)
            await _following.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);

        _gone.Dispose();
    }

    /// <summary>Adds an event of the feed. Called with the lock held.</summary>
    /// <returns>Whether there is anything new to draw.</returns>
    protected abstract bool Take(AnomalyEvent live);

    /// <summary>Reads the history and takes it over; throws where it cannot be read.</summary>
    protected abstract Task LoadAsync(CancellationToken cancellationToken);

    /// <summary>Draws. Called with the lock held.</summary>
    protected abstract T Draw(DateTimeOffset now);

    /// <summary>Whether the drawing changes by the passing of time alone. Called with the lock held.</summary>
    protected virtual bool HasMoved(DateTimeOffset now) => false;

    /// <summary>Whether the history is to be read again. Called with the lock held.</summary>
    protected virtual bool IsOld(DateTimeOffset now) => false;

    private void Leave(Action changed)
    {
        lock (Lock)
        {
            Drawn -= changed;
            Watchers--;
            LeftAt = sources.Time.GetUtcNow();
        }
    }

    private void DrawNow()
    {
        Action? drawn;
        lock (Lock)
        {
            _changed = false;
            _current = Draw(sources.Time.GetUtcNow());
            drawn = Drawn;
        }

        drawn?.Invoke();
    }

    private async Task FollowAsync(CancellationToken cancellationToken)
    {
        while (!cancellationToken.IsCancellationRequested)
        {
            using var subscription = sources.Subscribe(Buffer, null);
            lock (Lock)
                LiveSince = LoadedAt is null && LiveSince != default ? LiveSince : sources.Time.GetUtcNow();

            using var round = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
            var loading = KeepLoadedAsync(round.Token);
            while (await subscription.Events.WaitToReadAsync(cancellationToken))
                TakeAll(subscription);

            await round.CancelAsync();
            await loading.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private void TakeAll(LiveSubscription subscription)
    {
        lock (Lock)
        {
            while (subscription.Events.TryRead(out var live))
                _changed |= Take(live);
        }
    }

    private async Task KeepLoadedAsync(CancellationToken cancellationToken)
    {
        while (true)
        {
            await PauseAsync(cancellationToken);
            var old = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            var loaded = await TryLoadAsync(cancellationToken);
            lock (Lock)
            {
                AwaySince = loaded ? null : AwaySince ?? sources.Time.GetUtcNow();
                LoadedAt = loaded ? sources.Time.GetUtcNow() : LoadedAt;
                _old = old;
            }

            DrawNow();
            if (loaded)
                await old.Task.WaitAsync(cancellationToken);
        }
    }

    private async Task PauseAsync(CancellationToken cancellationToken)
    {
        var rest = _triedAt + RetryPause - sources.Time.GetUtcNow();
        if (rest > TimeSpan.Zero)
            await Task.Delay(rest.Value, sources.Time, cancellationToken);

        while (!IsLookedAt())
            await Task.Delay(RetryPause, sources.Time, cancellationToken);

        _triedAt = sources.Time.GetUtcNow();
    }

    private bool IsLookedAt()
    {
        lock (Lock)
            return Watchers > 0;
    }

    private async Task<bool> TryLoadAsync(CancellationToken cancellationToken)
    {
        using var patience = new CancellationTokenSource(Patience, sources.Time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(patience.Token, cancellationToken);
        try
        {
            await LoadAsync(either.Token).WaitAsync(either.Token);
            return true;
        }
        catch (Exception exception) when (!cancellationToken.IsCancellationRequested)
        {
            sources.Logger.OverviewUnreadable(patience.IsCancellationRequested ? $"no answer within {Patience.TotalSeconds} s" : exception.Message);
            return false;
        }
    }
}
