using Anomaly.Dashboard.Ui.Shared;
using Anomaly.Grains.Interfaces.Anomalies;
using Anomaly.Storage.Anomalies;
using Microsoft.AspNetCore.Components;

namespace Anomaly.Dashboard.Ui.Anomalies.Detail;

/// <summary>The anomalies around one, as they were when the page opened.</summary>
public sealed partial class Neighbours : IDisposable
{
    private readonly CancellationTokenSource _gone = new();
    private NeighbourSet? _set;
    private bool _away;

    /// <summary>The anomaly in the middle; read once.</summary>
    [Parameter, EditorRequired] public AnomalyRecord Record { get; set; } = null!;

    [Inject] private IAnomalyStore Store { get; set; } = null!;

    [Inject] private TimeProvider Time { get; set; } = null!;

    [Inject] private ILogger<Neighbours> Logger { get; set; } = null!;

    public void Dispose()
    {
        _gone.Cancel();
        _gone.Dispose();
    }

    protected override async Task OnInitializedAsync()
    {
        try
        {
            _set = await new HistoryReader(Time, Logger).InsistAsync(token => NeighbourReader.ReadAsync(Store, Record, token), SayAway, _gone.Token);
        }
        catch (OperationCanceledException)
        {
            // The reader has gone on.
        }
    }

    private void SayAway()
    {
        _away = true;
        StateHasChanged();
    }
}
