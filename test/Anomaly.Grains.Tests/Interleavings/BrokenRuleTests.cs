using System.Globalization;
using Anomaly.Grains.Partitions;
using Anomaly.Grains.Tests.Interleavings.Database;

namespace Anomaly.Grains.Tests.Interleavings;

/// <summary>A checker that cannot fail proves nothing: with any one of the rules off, some interleaving breaks the promise.</summary>
public sealed class BrokenRuleTests(ITestOutputHelper output)
{
    private static readonly int MaxRuns = Environment.GetEnvironmentVariable("INTERLEAVING_RUNS") is { } text ? int.Parse(text, CultureInfo.InvariantCulture) : 1000;

    [Fact]
    public void Run_WithoutSessionReset_IsSeenToBreak() =>
        AssertSeen(new() { Rules = new OwnershipRules { SessionReset = false } });

    [Fact]
    public void Run_WithoutPositionCheck_IsSeenToBreak() =>
        AssertSeen(new() { Rules = new OwnershipRules { PositionCheck = false } });

    [Fact]
    public void Run_ProgressPassesTheUnflushed_IsSeenToBreak() =>
        AssertSeen(new() { Rules = new OwnershipRules { ProgressStopsAtUnflushed = false } });

    [Fact]
    public void Run_WithoutTheFenceOnStates_IsSeenToBreak() =>
        AssertSeen(new() { FenceOnStates = false });

    [Fact]
    public void Run_AnomaliesInAStatementBeforeTheStates_IsSeenToBreak() =>
        AssertSeen(new() { Flush = FlushOrder.AnomaliesFirst });

    [Fact]
    public void Run_AnomaliesInAStatementAfterTheStates_IsSeenToBreak() =>
        AssertSeen(new() { Flush = FlushOrder.StatesFirst });

    [Fact]
    public void Run_RemovalAheadOfTheProgress_IsSeenToBreak() =>
        AssertSeen(new() { Removes = true, Rules = new OwnershipRules { RemovalBehindProgress = false } }, first: 1000);

    [Fact]
    public void Run_RecordsSentAgainArriveWithHoles_IsSeenToBreak() =>
        AssertSeen(new() { SendsInChains = false }, first: 6500); // it takes two of few records, so the search begins where it succeeds soon

    private void AssertSeen(SimulationOptions options, int first = 1)
    {
        for (var seed = first; seed < first + MaxRuns; seed++)
        {
            if (new Simulation(options, seed).Run() is { } violation)
            {
                output.WriteLine($"seed {seed}: {violation}");
                Assert.DoesNotContain("STUCK", violation, StringComparison.Ordinal);
                Assert.DoesNotContain("   at ", violation, StringComparison.Ordinal);
                return;
            }
        }

        Assert.Fail($"no violation in {MaxRuns} runs");
    }
}
