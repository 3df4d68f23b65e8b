using Anomaly.Dashboard.Live;
using Anomaly.Dashboard.Ui.Shared;
using Anomaly.Grains.Interfaces.Incidents;
using Anomaly.Storage.Incidents;
using Microsoft.AspNetCore.Components;

namespace Anomaly.Dashboard.Ui.Incidents;

/// <summary>The incident that a series is in now; nothing where it is in none.</summary>
public sealed partial class OpenIncident : IAsyncDisposable
{
    private readonly CancellationTokenSource _gone = new();
    private Task _following = Task.CompletedTask;
    private Incident? _incident;

    /// <summary>The series' id.</summary>
    [Parameter, EditorRequired] public string Series { get; set; } = "";

    [Inject] private SharedIncidents Incidents { get; set; } = null!;

    [Inject] private LiveIncidents Live { get; set; } = null!;

    [Inject] private TimeProvider Time { get; set; } = null!;

    [Inject] private ILogger<OpenIncident> Logger { get; set; } = null!;

    public async ValueTask DisposeAsync()
    {
        await _gone.CancelAsync();
        await _following.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _gone.Dispose();
    }

    protected override void OnInitialized() => _following = new IncidentFrames(Live, Time).FollowAsync(ReadAsync, IncidentFrames.Frame, _gone.Token);

    private async Task ReadAsync(CancellationToken cancellationToken)
    {
        var query = new IncidentQuery { Status = IncidentStatus.Firing, Series = Series, Limit = 1 };
        var found = await new HistoryReader(Time, Logger).InsistAsync(token => Incidents.ListAsync(query, token), () => { }, cancellationToken);
        var before = _incident?.Revision;
        _incident = found.Count == 0 ? null : found[0];
        if (before != _incident?.Revision)
            StateHasChanged();
    }
}
