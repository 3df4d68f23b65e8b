using Anomaly.Dashboard.Live;
using Anomaly.Grains.Interfaces.Cluster;
using Microsoft.AspNetCore.Components;

namespace Anomaly.Dashboard.Ui.Cluster;

/// <summary>The cluster: its silos and partitions as they are now, and the records that could not be read.</summary>
public sealed partial class ClusterPage : IDisposable
{
    private ClusterStatus? _status;
    private IReadOnlyList<ClusterPartition> _partitions = [];
    private long _lost;

    [Inject] private ClusterWatch Watch { get; set; } = null!;

    [Inject] private ClusterLinks Links { get; set; } = null!;

    public void Dispose() => Watch.Changed -= OnChanged;

    protected override void OnInitialized()
    {
        Watch.Changed += OnChanged;
        Take();
    }

    private void OnChanged() => _ = InvokeAsync(() =>
    {
        Take();
        StateHasChanged();
    });

    private void Take()
    {
        _status = Watch.Current;
        _partitions = _status is null ? [] : ClusterPartition.Of(_status);
        _lost = _status?.Silos.Sum(silo => silo.Report.RecordsLost) ?? 0;
    }
}
