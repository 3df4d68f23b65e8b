using Anomaly.Dashboard.Api.Anomalies;
using Anomaly.Dashboard.Live;
using Anomaly.Dashboard.Ui.Shared;
using Anomaly.Grains.Interfaces.Anomalies;
using Anomaly.Storage.Anomalies;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Routing;

namespace Anomaly.Dashboard.Ui.Anomalies.Listing;

/// <summary>The anomalies: filtered, ordered and paged by the database; the newest page is live. The address holds all of its state.</summary>
public sealed partial class AnomaliesPage : IAsyncDisposable
{
    private static readonly TimeSpan BetweenAnnouncements = TimeSpan.FromSeconds(5);

    private readonly LatestReading _following = new();
    private AnomalySheet _sheet = new(new AnomalyView());
    private AnomalySheet? _coming;
    private HistoryReader _history = null!;
    private ElementReference _top;
    private bool _historyAway, _turning;
    private string _announcement = "";
    private DateTimeOffset _announcedAt;

    [Inject] private LiveAnomalies Live { get; set; } = null!;

    [Inject] private IAnomalyStore Store { get; set; } = null!;

    [Inject] private TimeProvider Time { get; set; } = null!;

    [Inject] private NavigationManager Navigation { get; set; } = null!;

    [Inject] private ILogger<AnomaliesPage> Logger { get; set; } = null!;

    /// <summary>What the address says; the rows follow when they are read.</summary>
    private AnomalyView View => (_coming ?? _sheet).View;

    private string PauseText => !_sheet.IsPaused ? "Pause" : _sheet.Waiting == 0 ? "Resume" : $"Resume ({_sheet.Waiting} new)";

    public async ValueTask DisposeAsync()
    {
        Navigation.LocationChanged -= OnLocationChanged;
        await _following.DisposeAsync();
    }

    protected override void OnInitialized()
    {
        _history = new HistoryReader(Time, Logger);
        Navigation.LocationChanged += OnLocationChanged;
        _sheet = new AnomalySheet(ViewAddress.Parse(Navigation.Uri));
        Follow(_sheet);
    }

    private void OnLocationChanged(object? sender, LocationChangedEventArgs change) => _ = InvokeAsync(() => Open(change.Location));

    private void Open(string address)
    {
        var view = ViewAddress.Parse(address);
        if (_following.IsOver || new Uri(address).AbsolutePath != ViewAddress.Path || view == View)
            return;

        _coming = new AnomalySheet(view);
        Follow(_coming);
        StateHasChanged();
    }

    private void Follow(AnomalySheet sheet) => _following.Begin(cancellationToken => new LiveFrames(Live, Time).FollowAsync(
        sheet.View.MatchesLive(Time.GetUtcNow()), token => LoadAsync(sheet, token), events => Show(sheet, events), cancellationToken));

    private async Task LoadAsync(AnomalySheet sheet, CancellationToken cancellationToken)
    {
        var page = await _history.InsistAsync(
            token => Store.QueryAsync(sheet.View.Query(Time.GetUtcNow()), token), () => SetAway(sheet), cancellationToken);
        _historyAway = false;
        sheet.Load(page);
        await TurnToAsync(sheet);
    }

    private void SetAway(AnomalySheet sheet)
    {
        _historyAway = true;
        _ = TurnToAsync(sheet);
    }

    private void Show(AnomalySheet sheet, IReadOnlyList<AnomalyEvent> events)
    {
        var arrived = sheet.Apply(events);
        sheet.Forget(Time.GetUtcNow());
        if (ReferenceEquals(sheet, _sheet))
            Announce(arrived, events[^1].Record.MetricName);

        StateHasChanged();
    }

    /// <summary>The old rows stay until the new ones are there, so that nothing flickers.</summary>
    private async Task TurnToAsync(AnomalySheet sheet)
    {
        if (ReferenceEquals(sheet, _coming))
        {
            _sheet = sheet;
            _coming = null;
        }

        StateHasChanged();
        if (!_turning)
            return;

        _turning = false;
        await _top.FocusAsync();
    }

    private void Announce(int arrived, string series)
    {
        if (arrived == 0 || Time.GetUtcNow() - _announcedAt < BetweenAnnouncements)
            return;

        _announcedAt = Time.GetUtcNow();
        _announcement = arrived == 1 ? $"New anomaly of {series}" : $"{arrived} new anomalies, the newest of {series}";
    }

    private void Go(AnomalyView view) => Navigation.NavigateTo(ViewAddress.Of(view));

    /// <summary>Another filter or order begins at the first page.</summary>
    private void Change(AnomalyView view)
    {
        if (view != View)
            Go(view with { After = null });
    }

    private void ChangeOrder(AnomalyOrder order) => Change(View with { Order = order });

    private void Next()
    {
        _turning = true;
        Go(_sheet.Next);
    }

    private async Task PreviousAsync()
    {
        IReadOnlyList<AnomalyRecord> before = [];
        if (_sheet.Rows.Count > 0)
        {
            var query = _sheet.View.QueryBefore(_sheet.Rows[0].Record, Time.GetUtcNow());
            _historyAway = !await _history.TryAsync(async token => before = await Store.QueryAsync(query, token), _following.Gone);
            if (_historyAway)
                return;
        }

        _turning = true;
        Go(_sheet.View.Before(before));
    }

    private void TogglePause() => _sheet.TogglePause();
}
