using Anomaly.Chaos.Running;

namespace Anomaly.Chaos.Tests;

/// <summary>The chaos run as every build makes it; <c>test/chaos.sh --kills 20 --silos 3</c> is the long one.</summary>
public sealed class ShortRunTests(RunServers servers)
{
    [Fact]
    public async Task Run_TwoKillsTwoSilos_NothingLostNothingDoubled()
    {
        var report = await servers.RunAsync(new ChaosOptions { Kills = 2, Silos = 2 });
        Assert.Empty(report.Failures);
        Assert.True(report.Check.AnomaliesExpected > 100);
        Assert.Equal(2, report.Tallies.Where(tally => tally.Group == "kills by phase" && !tally.Name.StartsWith("with", StringComparison.Ordinal)).Sum(tally => tally.Count));
    }
}
