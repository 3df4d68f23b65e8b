using Anomaly.Dashboard.Live;
using Anomaly.Grains.Interfaces.Anomalies;
using Anomaly.Storage.Anomalies;
using Microsoft.AspNetCore.Components;

namespace Anomaly.Dashboard.Ui.Anomalies;

/// <summary>The newest anomalies, from the history and then live.</summary>
public sealed partial class LivePage : IAsyncDisposable
{
    private const int FirstPage = 50, OlderPage = 100, LiveRows = 200, MostRows = 2000, Buffer = 1000;
    private static readonly TimeSpan Frame = TimeSpan.FromMilliseconds(250);
    private static readonly TimeSpan RetryPause = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan BetweenAnnouncements = TimeSpan.FromSeconds(5);

    private readonly CancellationTokenSource _gone = new();
    private readonly AnomalyBoard _board = new(LiveRows);
    private AnomalyBoard? _held;
    private int _heldCount;
    private Task _following = Task.CompletedTask;
    private bool _loaded, _historyAway, _paused, _loadingOlder, _olderFailed;
    private bool _mayHaveOlder = true;
    private string _announcement = "";
    private DateTimeOffset _announcedAt;

    [Inject] private LiveAnomalies Live { get; set; } = null!;

    [Inject] private IAnomalyStore Store { get; set; } = null!;

    [Inject] private TimeProvider Time { get; set; } = null!;

    [Inject] private NavigationManager Navigation { get; set; } = null!;

    [Inject] private ILogger<LivePage> Logger { get; set; } = null!;

    private string PauseText => !_paused ? "Pause" : _heldCount == 0 ? "Resume" : $"Resume ({_heldCount} new)";

    public async ValueTask DisposeAsync()
    {
        await _gone.CancelAsync();
        await _following.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _gone.Dispose();
    }

    protected override void OnInitialized()
    {
        _following = FollowAsync(_gone.Token);
    }

    /// <summary>Subscribes before it reads, so that nothing falls between; begins anew where the subscription ends.</summary>
    private async Task FollowAsync(CancellationToken cancellationToken)
    {
        while (!cancellationToken.IsCancellationRequested)
        {
            using var subscription = Live.Subscribe(Buffer);
            using var round = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
            var loading = LoadNewestAsync(round.Token);
            while (await subscription.Events.WaitToReadAsync(cancellationToken))
            {
                var batch = new List<AnomalyEvent>();
                while (batch.Count < Buffer && subscription.Events.TryRead(out var live))
                    batch.Add(live);

                Show(batch);
                await Task.Delay(Frame, Time, cancellationToken);
            }

            await round.CancelAsync();
            await loading.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing | ConfigureAwaitOptions.ContinueOnCapturedContext);
        }
    }

    private async Task LoadNewestAsync(CancellationToken cancellationToken)
    {
        while (true)
        {
            var newest = await ReadAsync(new AnomalyQuery { Limit = FirstPage }, cancellationToken);
            _historyAway = newest is null;
            if (newest is not null)
            {
                (_held ?? _board).Load(newest);
                _mayHaveOlder = newest.Count == FirstPage;
                _loaded = true;
            }

            StateHasChanged();
            if (!_historyAway)
                return;

            await Task.Delay(RetryPause, Time, cancellationToken);
        }
    }

    private async Task LoadOlderAsync()
    {
        _loadingOlder = true;
        var older = await ReadAsync(new AnomalyQuery { After = _board.Rows[^1].Place, Limit = OlderPage }, _gone.Token);
        _olderFailed = older is null;
        if (older is not null)
        {
            _board.Grow(older.Count);
            _board.Load(older);
            _mayHaveOlder = older.Count == OlderPage;
        }

        _loadingOlder = false;
    }

    private async Task<IReadOnlyList<AnomalyRecord>?> ReadAsync(AnomalyQuery query, CancellationToken cancellationToken)
    {
        try
        {
            return await Store.QueryAsync(query, cancellationToken);
        }
        catch (Exception exception) when (!cancellationToken.IsCancellationRequested)
        {
            Logger.HistoryUnreadable(exception.Message);
            return null;
        }
    }

    private void Show(List<AnomalyEvent> batch)
    {
        if (_held is { } held)
        {
            _heldCount += held.Apply(batch);
        }
        else
        {
            Announce(_board.Apply(batch), batch[^1].Record.MetricName);
            _loaded |= _board.Rows.Count > 0;
        }

        StateHasChanged();
    }

    private void Announce(int added, string series)
    {
        if (added == 0 || Time.GetUtcNow() - _announcedAt < BetweenAnnouncements)
            return;

        _announcedAt = Time.GetUtcNow();
        _announcement = added == 1 ? $"New anomaly of {series}" : $"{added} new anomalies, the newest of {series}";
    }

    private void TogglePause()
    {
        _paused = !_paused;
        if (_paused)
        {
            _held = new AnomalyBoard(LiveRows);
            _heldCount = 0;
            return;
        }

        _board.Apply(_held!.Rows.Select(row => new AnomalyEvent(row.Record, row.Durable)));
        _held = null;
    }
}
