using Anomaly.Dashboard.Live;
using Anomaly.Dashboard.Ui.Shared;
using Anomaly.Grains.Interfaces.Anomalies;
using Anomaly.Storage.Anomalies;
using Microsoft.AspNetCore.Components;

namespace Anomaly.Dashboard.Ui.Incidents;

/// <summary>The way from an anomaly to its incident, which a new anomaly gets a moment after it is saved.</summary>
public sealed partial class IncidentLink : IAsyncDisposable
{
    /// <summary>An anomaly that is in no incident after this will be in none: it is from before there were any.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    private readonly CancellationTokenSource _gone = new();
    private Task _following = Task.CompletedTask;
    private Guid? _incident;

    /// <summary>The anomaly; read once.</summary>
    [Parameter, EditorRequired] public AnomalyRecord Record { get; set; } = null!;

    [Inject] private IAnomalyStore Store { get; set; } = null!;

    [Inject] private LiveIncidents Live { get; set; } = null!;

    [Inject] private TimeProvider Time { get; set; } = null!;

    [Inject] private ILogger<IncidentLink> Logger { get; set; } = null!;

    public async ValueTask DisposeAsync()
    {
        await _gone.CancelAsync();
        await _following.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _gone.Dispose();
    }

    protected override void OnInitialized()
    {
        _incident = Record.IncidentId;
        if (_incident is null && Time.GetUtcNow() - Record.DetectedAt < Patience)
            _following = FollowAsync();
    }

    private async Task FollowAsync()
    {
        using var found = CancellationTokenSource.CreateLinkedTokenSource(_gone.Token);
        await new IncidentFrames(Live, Time).FollowAsync(token => LookAsync(found, token), IncidentFrames.Frame, found.Token);
    }

    private async Task LookAsync(CancellationTokenSource found, CancellationToken cancellationToken)
    {
        AnomalyRecord? now = null;
        await new HistoryReader(Time, Logger).TryAsync(async token => now = await Store.FindAsync(Record.Id, token), cancellationToken);
        if (now?.IncidentId is { } incident)
        {
            _incident = incident;
            StateHasChanged();
        }

        if (_incident is not null || Time.GetUtcNow() - Record.DetectedAt >= Patience)
            await found.CancelAsync();
    }
}
