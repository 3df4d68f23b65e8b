using Anomaly.Dashboard.Tests.Front;
using Anomaly.Grains.Interfaces.Anomalies;
using Anomaly.Grains.Interfaces.Cluster;
using Microsoft.Playwright;
using SiloStatus = Anomaly.Grains.Interfaces.Cluster.SiloStatus;

namespace Anomaly.Dashboard.Tests.Browser;

/// <summary>An hour of a small cluster.</summary>
internal static class OverviewStory
{
    public static readonly AnomalyRecord[] Anomalies = Make();

    public static ILocator Tile(IPage page, string name) => page.Locator("a.tile", new PageLocatorOptions { HasText = name }).First;

    private static AnomalyRecord[] Make()
    {
        string[] names = ["web-1.cpu", "web-2.cpu", "db-1.disk_io{device=\"nvme0n1\",host=\"db-1\"}", "checkout/latency_ms", "größe.温度", "<b>queue</b>"];
        var now = TimeProvider.System.GetUtcNow();
        return [.. Enumerable.Range(0, 220).Select(i => Samples.Anomaly(
            names[i * i % 17 % names.Length],
            now.AddSeconds(-60 - (i * i % 3300)),
            (AnomalySeverity)(i % 7 % 3),
            i % 4 == 0 ? "isolation_forest" : "moving_average"))];
    }

    public static ClusterStatus Cluster()
    {
        var now = TimeProvider.System.GetUtcNow();
        return new ClusterStatus(now, [Silo("one", 0, 20, trouble: null), Silo("two", 1, 100, "the database cannot be reached")]);

        SiloStatus Silo(string name, int partition, long lag, string? trouble) => new(
            new SiloReport
            {
                Name = name,
                Address = $"10.0.0.{partition}:11111@1",
                Version = "1.0.0",
                StartedAt = now.AddHours(-1),
                At = now,
                Trouble = trouble,
                Partitions = [new PartitionReport { Partition = partition, Owned = true, Lag = lag, Series = 350 }],
            },
            6170,
            Heard: true);
    }
}
