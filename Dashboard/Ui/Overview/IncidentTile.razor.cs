using Anomaly.Dashboard.Live;
using Anomaly.Dashboard.Ui.Shared;
using Anomaly.Storage.Incidents;
using Microsoft.AspNetCore.Components;

namespace Anomaly.Dashboard.Ui.Overview;

/// <summary>How many incidents go on, counted again when any changes.</summary>
public sealed partial class IncidentTile : IAsyncDisposable
{
    private readonly CancellationTokenSource _gone = new();
    private Task _following = Task.CompletedTask;
    private FiringIncidents? _firing;
    private DateTimeOffset? _awaySince;

    [Inject] private SharedIncidents Incidents { get; set; } = null!;

    [Inject] private LiveIncidents Live { get; set; } = null!;

    [Inject] private TimeProvider Time { get; set; } = null!;

    [Inject] private ILogger<IncidentTile> Logger { get; set; } = null!;

    private string? Note => _firing switch
    {
        null => null,
        { Total: 0 } => "nothing goes on",
        { Critical: > 0 } => $"{OverviewText.Number(_firing.Critical)} critical",
        { Acknowledged: > 0 } => $"{OverviewText.Number(_firing.Acknowledged)} looked after",
        _ => "none critical",
    };

    public async ValueTask DisposeAsync()
    {
        await _gone.CancelAsync();
        await _following.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _gone.Dispose();
    }

    protected override void OnInitialized() => _following = new IncidentFrames(Live, Time).FollowAsync(ReadAsync, IncidentFrames.Frame, _gone.Token);

    private async Task ReadAsync(CancellationToken cancellationToken)
    {
        var firing = await new HistoryReader(Time, Logger).InsistAsync(Incidents.CountFiringAsync, SayAway, cancellationToken);
        if (firing == _firing && _awaySince is null)
            return;

        (_firing, _awaySince) = (firing, null);
        StateHasChanged();
    }

    private void SayAway()
    {
        _awaySince ??= Time.GetUtcNow();
        StateHasChanged();
    }
}
