using Anomaly.Dashboard.Live;
using Anomaly.Dashboard.Settings;
using Anomaly.Dashboard.Ui.Anomalies;
using Anomaly.Grains.Interfaces.Anomalies;
using Anomaly.Grains.Interfaces.Series;
using Anomaly.Grains.Interfaces.Settings;
using Anomaly.Storage.Anomalies;
using Anomaly.Storage.Series;
using Microsoft.AspNetCore.Components;
using Microsoft.JSInterop;

namespace Anomaly.Dashboard.Ui.Series;

/// <summary>One series: what is known of it, its points as they come, and its latest anomalies.</summary>
public sealed partial class SeriesView : IAsyncDisposable
{
    private const int History = 200, Buffer = 1000, LatestRows = 10;
    private static readonly TimeSpan Frame = TimeSpan.FromMilliseconds(250);
    private static readonly TimeSpan RetryPause = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan BetweenAnnouncements = TimeSpan.FromSeconds(5);

    private readonly CancellationTokenSource _gone = new();
    private readonly AnomalyBoard _board = new(History);
    private readonly SeriesTrace _trace = new(SeriesWatch.Kept);
    private Task _finding = Task.CompletedTask, _following = Task.CompletedTask;
    private SeriesSubscription? _watch;
    private SeriesChart? _chart;
    private ElementReference _heading;
    private SeriesInfo? _info;
    private SeriesStatus? _status;
    private DateTimeOffset? _heardAt, _announcedAt;
    private string _announcement = "";
    private bool? _answers;
    private bool _missing, _away, _loaded, _historyAway;

    /// <summary>The series' id.</summary>
    [Parameter, EditorRequired] public string Id { get; set; } = "";

    [Inject] private ISeriesCatalog Catalog { get; set; } = null!;

    [Inject] private IAnomalyStore Store { get; set; } = null!;

    [Inject] private SeriesWatch Watch { get; set; } = null!;

    [Inject] private LiveAnomalies Live { get; set; } = null!;

    [Inject] private SettingsFollower Settings { get; set; } = null!;

    [Inject] private TimeProvider Time { get; set; } = null!;

    [Inject] private NavigationManager Navigation { get; set; } = null!;

    [Inject] private ILogger<SeriesView> Logger { get; set; } = null!;

    private string AnomaliesAddress => "/ui/anomalies?series=" + Uri.EscapeDataString(Id);

    private string JsonAddress => "/api/v1/series/" + Uri.EscapeDataString(Id);

    private SeriesNow Now => SeriesNow.Of(_info, _status);

    private ResolvedSettings? Rule => _info is null ? null : Settings.Current?.Resolve(Id, _info.Labels);

    private IReadOnlyList<AnomalyRow> Latest => [.. _board.Rows.Take(LatestRows)];

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        Settings.Changed -= OnChanged;
        Live.ConnectionChanged -= OnChanged;
        _watch?.Dispose();
        await _gone.CancelAsync();
        await _following.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        await _finding.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _gone.Dispose();
    }

    /// <inheritdoc/>
    protected override void OnInitialized()
    {
        Settings.Changed += OnChanged;
        Live.ConnectionChanged += OnChanged;
        LookAgain();
        _following = FollowAnomaliesAsync(_gone.Token);
    }

    /// <inheritdoc/>
    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (!firstRender)
            return;

        try
        {
            // The list has the same address but for the query, so that the router sees no other page.
            await _heading.FocusAsync(preventScroll: true);
        }
        catch (Exception exception) when (exception is JSException or JSDisconnectedException or OperationCanceledException)
        {
            // The reader was quicker.
        }
    }

    private void LookAgain() => _finding = FindAsync(_gone.Token);

    private async Task FindAsync(CancellationToken cancellationToken)
    {
        while (true)
        {
            try
            {
                _info = Id.Contains('\0', StringComparison.Ordinal) ? null : await Catalog.FindAsync(Id, cancellationToken);
                _away = false;
                _missing = _info is null;
            }
            catch (Exception exception) when (!cancellationToken.IsCancellationRequested)
            {
                Logger.SeriesUnreadable(exception.Message);
                _away = true;
            }

            // Only a series that exists, or may exist, is watched: a question to an unknown grain would bring it to life.
            if (!_missing)
            {
                _watch ??= Watch.Watch(Id, HearAsync);
            }
            else if (_watch is not null)
            {
                _watch.Dispose();
                _watch = null;
            }

            StateHasChanged();
            if (!_away)
                return;

            await Task.Delay(RetryPause, Time, cancellationToken);
        }
    }

    private async Task HearAsync(SeriesChange change)
    {
        if (_gone.IsCancellationRequested)
            return;

        await InvokeAsync(() => ShowAsync(change));
        await Task.Delay(Frame, Time).ConfigureAwait(false);
    }

    private async Task ShowAsync(SeriesChange change)
    {
        if (_gone.IsCancellationRequested || _missing)
            return;

        _answers = change.IsConnected;
        _status = change.Status ?? _status;
        if (change.IsConnected)
            _heardAt = Time.GetUtcNow();

        var added = change.Points;
        if (change.Reset)
            _trace.Reset(change.Points);
        else
            added = _trace.Add(change.Points);

        StateHasChanged();
        if (_chart is not null)
            await (change.Reset ? _chart.RedrawAsync(atOnce: true) : _chart.AddAsync(added));
    }

    /// <summary>Subscribes before it reads, so that nothing falls between; begins anew where the subscription ends.</summary>
    private async Task FollowAnomaliesAsync(CancellationToken cancellationToken)
    {
        while (!cancellationToken.IsCancellationRequested)
        {
            using var subscription = Live.Subscribe(Buffer, record => string.Equals(record.MetricName, Id, StringComparison.Ordinal));
            using var round = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
            var loading = LoadHistoryAsync(round.Token);
            while (await subscription.Events.WaitToReadAsync(cancellationToken))
            {
                var batch = new List<AnomalyEvent>();
                while (batch.Count < Buffer && subscription.Events.TryRead(out var live))
                    batch.Add(live);

                Announce(_board.Apply(batch), batch[^1].Record);
                await MarkAsync(batch.Select(live => live.Record));
                await Task.Delay(Frame, Time, cancellationToken);
            }

            await round.CancelAsync();
            await loading.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing | ConfigureAwaitOptions.ContinueOnCapturedContext);
        }
    }

    private async Task LoadHistoryAsync(CancellationToken cancellationToken)
    {
        do
        {
            try
            {
                var newest = await Store.QueryAsync(new AnomalyQuery { Series = Id, Limit = History }, cancellationToken);
                _board.Load(newest);
                (_historyAway, _loaded) = (false, true);
                await MarkAsync(newest);
                return;
            }
            catch (Exception exception) when (!cancellationToken.IsCancellationRequested)
            {
                Logger.HistoryUnreadable(exception.Message);
                _historyAway = true;
                StateHasChanged();
            }

            await Task.Delay(RetryPause, Time, cancellationToken);
        }
        while (_historyAway);
    }

    private Task MarkAsync(IEnumerable<AnomalyRecord> anomalies)
    {
        _trace.Mark(anomalies);
        StateHasChanged();
        return _chart is null || _missing ? Task.CompletedTask : _chart.RedrawAsync(atOnce: false);
    }

    private void Announce(int added, AnomalyRecord newest)
    {
        var now = Time.GetUtcNow();
        if (added == 0 || now - _announcedAt < BetweenAnnouncements)
            return;

        _announcedAt = now;
        _announcement = added == 1 ? $"New anomaly: {newest.Reason}" : $"{added} new anomalies; the newest: {newest.Reason}";
    }

    private void OpenAnomaly(Guid id) => Navigation.NavigateTo(AnomalyText.AnomalyAddress(id));

    private void OnChanged() => _ = InvokeAsync(StateHasChanged);
}
