using Anomaly.Dashboard.Live;
using Microsoft.AspNetCore.Components;

namespace Anomaly.Dashboard.Ui.Layout;

/// <summary>Whether the cluster's live feed can be reached.</summary>
public sealed partial class FeedState : IDisposable
{
    [Inject] private LiveAnomalies Live { get; set; } = null!;

    public void Dispose() => Live.ConnectionChanged -= OnConnectionChanged;

    protected override void OnInitialized() => Live.ConnectionChanged += OnConnectionChanged;

    private void OnConnectionChanged() => _ = InvokeAsync(StateHasChanged);
}
