using System.Globalization;
using Anomaly.Testing.Processes;

namespace Anomaly.Silo.Tests.Cluster;

/// <summary>What a silo reports of its partitions.</summary>
public static class SiloPartitions
{
    private const string Lag = "partition_lag_records{partition=\"";

    /// <summary>The partitions that the silo reads; none while it does not answer.</summary>
    public static async Task<int[]> PartitionsAsync(this SiloProcess silo)
    {
        var text = await silo.Metrics.GetStringAsync(new Uri("/metrics", UriKind.Relative), TestContext.Current.CancellationToken);
        return [.. text.Split('\n')
            .Where(line => line.StartsWith(Lag, StringComparison.Ordinal))
            .Select(line => int.Parse(line[Lag.Length..line.IndexOf('"', Lag.Length)], CultureInfo.InvariantCulture))
            .Order()];
    }
}
