using System.Diagnostics;

namespace Anomaly.Bench.Dashboards;

/// <summary>Pages that stand open while something is measured: the overview, the anomalies, the cluster, and single series, in turn.</summary>
internal sealed class OpenDashboards(IReadOnlyList<DashboardCircuit> circuits) : IAsyncDisposable
{
    private readonly long _since = Stopwatch.GetTimestamp();
    private readonly (long Drawings, long Bytes) _before = Sum(circuits);

    public static async Task<OpenDashboards> OpenAsync(HttpClient web, int count, IReadOnlyList<string> series, CancellationToken cancellationToken)
    {
        var pages = Enumerable.Range(0, count).Select(i => (i % 4) switch
        {
            0 => "/ui",
            1 => "/ui/anomalies",
            2 when series.Count > 0 => $"/ui/series?id={Uri.EscapeDataString(series[i % series.Count])}",
            2 => "/ui/series",
            _ => "/ui/cluster",
        });
        var circuits = await Task.WhenAll(pages.Select(page => DashboardCircuit.OpenAsync(web, new Uri(web.BaseAddress!, page), cancellationToken)));
        return new OpenDashboards(circuits);
    }

    /// <summary>Drawings a second of all together, and bytes a second of one, since they were all open.</summary>
    /// <exception cref="InvalidOperationException">A page broke off.</exception>
    public (double Drawings, double Bytes) Rates()
    {
        if (circuits.Select(circuit => circuit.Error).FirstOrDefault(error => error is not null) is { } failed)
            throw new InvalidOperationException($"A page broke off: {failed}");

        var (drawings, bytes) = Sum(circuits);
        var seconds = Stopwatch.GetElapsedTime(_since).TotalSeconds;
        return ((drawings - _before.Drawings) / seconds, (bytes - _before.Bytes) / seconds / circuits.Count);
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var circuit in circuits)
            await circuit.DisposeAsync();
    }

    private static (long Drawings, long Bytes) Sum(IReadOnlyList<DashboardCircuit> circuits) =>
        (circuits.Sum(circuit => circuit.Drawings), circuits.Sum(circuit => circuit.Bytes));
}
