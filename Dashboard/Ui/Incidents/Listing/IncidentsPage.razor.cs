using Anomaly.Dashboard.Live;
using Anomaly.Dashboard.Ui.Shared;
using Anomaly.Grains.Interfaces.Incidents;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Routing;

namespace Anomaly.Dashboard.Ui.Incidents.Listing;

/// <summary>The incidents: filtered and paged by the database, read again when any changes. The address holds all of its state.</summary>
public sealed partial class IncidentsPage : IAsyncDisposable
{
    private static readonly TimeSpan BetweenAnnouncements = TimeSpan.FromSeconds(5);

    private readonly LatestReading _following = new();
    private IncidentSheet _sheet = new(new IncidentView());
    private IncidentSheet? _coming;
    private HistoryReader _reader = null!;
    private ElementReference _top;
    private bool _away, _turning;
    private long? _firing;
    private string _announcement = "";
    private DateTimeOffset? _announcedAt;

    [Inject] private LiveIncidents Live { get; set; } = null!;

    [Inject] private SharedIncidents Incidents { get; set; } = null!;

    [Inject] private TimeProvider Time { get; set; } = null!;

    [Inject] private NavigationManager Navigation { get; set; } = null!;

    [Inject] private ILogger<IncidentsPage> Logger { get; set; } = null!;

    /// <summary>What the address says; the rows follow when they are read.</summary>
    private IncidentView View => (_coming ?? _sheet).View;

    public async ValueTask DisposeAsync()
    {
        Navigation.LocationChanged -= OnLocationChanged;
        await _following.DisposeAsync();
    }

    protected override void OnInitialized()
    {
        _reader = new HistoryReader(Time, Logger);
        Navigation.LocationChanged += OnLocationChanged;
        _sheet = new IncidentSheet(IncidentAddress.Parse(Navigation.Uri));
        Follow(_sheet);
    }

    private void OnLocationChanged(object? sender, LocationChangedEventArgs change) => _ = InvokeAsync(() => Open(change.Location));

    private void Open(string address)
    {
        var view = IncidentAddress.Parse(address);
        if (_following.IsOver || new Uri(address).AbsolutePath != IncidentAddress.Path || view == View)
            return;

        _coming = new IncidentSheet(view);
        Follow(_coming);
        StateHasChanged();
    }

    private void Follow(IncidentSheet sheet) => _following.Begin(cancellationToken =>
        new IncidentFrames(Live, Time).FollowAsync(token => LoadAsync(sheet, token), IncidentFrames.Frame, cancellationToken));

    private async Task LoadAsync(IncidentSheet sheet, CancellationToken cancellationToken)
    {
        var (page, firing) = await _reader.InsistAsync(
            async token => (await Incidents.ListAsync(sheet.View.Query(Time.GetUtcNow()), token), await Incidents.CountFiringAsync(token)),
            () => SetAway(sheet),
            cancellationToken);
        _away = false;
        _firing = firing.Total;
        Announce(sheet.Load(page));
        await TurnToAsync(sheet);
    }

    private void SetAway(IncidentSheet sheet)
    {
        _away = true;
        _ = TurnToAsync(sheet);
    }

    /// <summary>The old rows stay until the new ones are there, so that nothing flickers.</summary>
    private async Task TurnToAsync(IncidentSheet sheet)
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

    private void Announce(IReadOnlyList<Incident> added)
    {
        var now = Time.GetUtcNow();
        if (added.Count == 0 || now - _announcedAt < BetweenAnnouncements)
            return;

        _announcedAt = now;
        var newest = IncidentText.Title(added[0]);
        _announcement = added.Count == 1 ? $"New incident of {newest}" : $"{added.Count} new incidents, the newest of {newest}";
    }

    /// <summary>Another filter begins at the first page.</summary>
    private void Change(IncidentView view)
    {
        if (view != View)
            Navigation.NavigateTo(IncidentAddress.Of(view with { After = null }));
    }

    private void Turn() => _turning = true;
}
