using Anomaly.Silo.Tests.Durability;
using Anomaly.Silo.Tests.Servers;

namespace Anomaly.Silo.Tests.Cluster;

/// <summary>The clock of one silo's machine jumps; libfaketime makes the whole process believe it, Orleans and all clients included.</summary>
public sealed class ClockTests(RealServers servers)
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Clock_OfOneSiloJumps_AheadItStaysFarBackItLeavesAndNothingIsLost()
    {
        using var folder = new TempFolder();
        var clock = Path.Combine(folder.Path, "clock");
        await File.WriteAllTextAsync(clock, "+0", Stop);
        await using var cluster = await SiloCluster.CreateAsync(servers, "clock", 4);
        await cluster.StartAsync("a");
        await cluster.StartAsync(
            "b",
            ("LD_PRELOAD", Faketime),
            ("FAKETIME_TIMESTAMP_FILE", clock),
            ("FAKETIME_CACHE_DURATION", "1"),
            ("FAKETIME_DONT_FAKE_MONOTONIC", "1"));
        await cluster.SpreadAsync();

        var load = new Load(series: 40, samplesEach: 400, seed: 61);
        var sent = 0;
        foreach (var offset in new[] { "+0", "+2h", "+3h" })
        {
            await File.WriteAllTextAsync(clock, offset, Stop);
            await load.SendAsync(cluster.KafkaClient, cluster.Topic, keyed: true, sent, sent + 100, TimeSpan.FromMilliseconds(40), Stop);
            sent += 100;
            await Until.AnswersAsync(() => cluster.SumAsync("metrics_processed_total"), count => count >= sent * 40, "all that was sent is applied");
            await cluster.SpreadAsync();
        }

        await using var b = cluster.GiveUp("b");
        await File.WriteAllTextAsync(clock, "+0", Stop);
        Assert.Equal(1, await b.WaitForExitAsync());
        Assert.Contains("The clock of this machine went back", b.Output, StringComparison.Ordinal);
        await cluster.SpreadAsync();
        await load.SendAsync(cluster.KafkaClient, cluster.Topic, keyed: true, sent, load.Rounds, TimeSpan.Zero, Stop);
        await cluster.CaughtUpAsync();
        await cluster.AssertFoldAsync(load);
        // It did believe it: an anomaly was detected, by its clock, in another hour than the one it is.
        Assert.NotEqual(0, await AnomalyTable.ScalarAsync(cluster.Database, "SELECT count(*) FROM anomaly.anomalies WHERE abs(extract(epoch FROM detected_at - now())) > 3600", Stop));
    }

    private static string Faketime
    {
        get
        {
            var library = Directory.Exists("/usr/lib") ? Directory.GetDirectories("/usr/lib", "faketime", new EnumerationOptions { RecurseSubdirectories = true, MaxRecursionDepth = 2, IgnoreInaccessible = true })
                .Select(found => Path.Combine(found, "libfaketimeMT.so.1")).FirstOrDefault(File.Exists) : null;
            if (library is null)
            {
                Assert.SkipUnless(Environment.GetEnvironmentVariable("CI") == "true", "no libfaketime; run test/install-faketime.sh");
            }

            return library ?? throw new InvalidOperationException("no libfaketime; run test/install-faketime.sh");
        }
    }
}
