using Anomaly.Dashboard.Live;
using Anomaly.Dashboard.Ui.Anomalies.Detail;
using Anomaly.Dashboard.Ui.Shared;
using Anomaly.Grains.Interfaces.Incidents;
using Microsoft.AspNetCore.Components;

namespace Anomaly.Dashboard.Ui.Incidents.Detail;

/// <summary>One incident, read again when any changes.</summary>
public sealed partial class IncidentDetailPage : IAsyncDisposable
{
    private const int LongestTitle = 120, LongestReason = 2000, LongestId = 60;

    private readonly LatestReading _following = new();
    private Incident? _incident;
    private DetailState _state;
    private string? _opened;
    private bool _away;

    /// <summary>The incident's id, as it stands in the address.</summary>
    [Parameter] public string Id { get; set; } = "";

    /// <summary>The series after which the list of series begins; null for its first page.</summary>
    [SupplyParameterFromQuery(Name = "series_after")] public string? SeriesAfter { get; set; }

    [Inject] private LiveIncidents Live { get; set; } = null!;

    [Inject] private SharedIncidents Incidents { get; set; } = null!;

    [Inject] private TimeProvider Time { get; set; } = null!;

    [Inject] private ILogger<IncidentDetailPage> Logger { get; set; } = null!;

    public ValueTask DisposeAsync() => _following.DisposeAsync();

    protected override void OnParametersSet()
    {
        if (_opened == Id)
            return;

        _opened = Id;
        var isId = Guid.TryParse(Id, out var id);
        (_incident, _state, _away) = (null, isId ? DetailState.Loading : DetailState.Unknown, false);
        _following.Begin(round => isId ? new IncidentFrames(Live, Time).FollowAsync(token => ReadAsync(id, token), IncidentFrames.Frame, round) : Task.CompletedTask);
    }

    private async Task ReadAsync(Guid id, CancellationToken cancellationToken)
    {
        var incident = await new HistoryReader(Time, Logger).InsistAsync(token => Incidents.FindAsync(id, token), SayAway, cancellationToken);
        cancellationToken.ThrowIfCancellationRequested();
        _away = false;
        if (incident is null)
            _state = DetailState.Unknown;

        Show(incident);
    }

    /// <summary>What is shown stays.</summary>
    private void SayAway()
    {
        (_away, _state) = (true, DetailState.Away);
        StateHasChanged();
    }

    /// <summary>A reader changed it: all who look are told.</summary>
    private void Tell(Incident incident)
    {
        Show(incident);
        Live.Tell();
    }

    /// <summary>What a reader changes here and what is read may overtake each other: the newer stays.</summary>
    private void Show(Incident? incident)
    {
        if (incident is null || _incident is null || incident.Revision >= _incident.Revision)
            _incident = incident;

        StateHasChanged();
    }
}
