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
    private bool _loaded, _historyAway, _paused, _loadingOlder;
    private bool _mayHaveOlder = true;
    private string _announcement = "";
    private DateTimeOffset _announcedAt;

    [Inject] private LiveAnomalies Live { get; set; } = null!;

    [Inject] private IAnomalyStore Store { get; set; } = null!;

    [Inject] private TimeProvider Time { get; set; } = null!;

    [Inject] private NavigationManager Navigation { get; set; } = null!;

    [Inject] private ILogger<LivePage> Logger { get; set; } = null!;

    private string FeedState => _paused ? "paused" : Live.IsConnected ? "live" : "lost";

    private string FeedText => _paused ? "Paused" : Live.IsConnected ? "Live" : "Waiting for the cluster";

    private string PauseText => !_paused ? "Pause" : _heldCount == 0 ? "Resume" : $"Resume ({_heldCount} new)";

    public async ValueTask DisposeAsync()
    {
        Live.ConnectionChanged -= OnConnectionChanged;
        await _gone.CancelAsync();
        await _following.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _gone.Dispose();
    }

    protected override void OnInitialized()
    {
        Live.ConnectionChanged += OnConnectionChanged;
        _following = FollowAsync(_gone.Token);
    }

    private void OnConnectionChanged() => _ = InvokeAsync(StateHasChanged);

    /// <summary>Subscribes before it reads, so that nothing falls between; begins anew where the subscription ends.</summary>
    private async Task FollowAsync(CancellationToken cancellationToken)
    {
        while (!cancellationToken.IsCancellationRequested)
        {
            using var subscription = Live.Subscribe(Buffer);
            var loading = LoadNewestAsync(cancellationToken);
            while (await subscription.Events.WaitToReadAsync(cancellationToken))
            {
                var batch = new List<AnomalyEvent>();
                while (batch.Count < Buffer && subscription.Events.TryRead(out var live))
                    batch.Add(live);

                Show(batch);
                await Task.Delay(Frame, Time, cancellationToken);
            }

            await loading;
        }
    }

    private async Task LoadNewestAsync(CancellationToken cancellationToken)
    {
        do
        {
            if (await ReadAsync(new AnomalyQuery { Limit = FirstPage }, cancellationToken) is { } newest)
            {
                _board.Load(newest);
                _mayHaveOlder = newest.Count == FirstPage || _board.Rows.Count > newest.Count;
                _loaded = true;
            }

            StateHasChanged();
            if (_historyAway)
                await Task.Delay(RetryPause, Time, cancellationToken);
        }
        while (_historyAway);
    }

    private async Task LoadOlderAsync()
    {
        _loadingOlder = true;
        var oldest = _board.Rows[^1].Place;
        if (await ReadAsync(new AnomalyQuery { After = oldest, Limit = OlderPage }, _gone.Token) is { } older)
        {
            _board.Grow(older.Count);
            _board.Load(older);
            _mayHaveOlder = older.Count == OlderPage && _board.Rows.Count < MostRows;
        }

        _loadingOlder = false;
    }

    private async Task<IReadOnlyList<AnomalyRecord>?> ReadAsync(AnomalyQuery query, CancellationToken cancellationToken)
    {
        try
        {
            var found = await Store.QueryAsync(query, cancellationToken);
            _historyAway = false;
            return found;
        }
        catch (Exception exception) when (!cancellationToken.IsCancellationRequested)
        {
            Logger.HistoryUnreadable(exception.Message);
            _historyAway = true;
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
