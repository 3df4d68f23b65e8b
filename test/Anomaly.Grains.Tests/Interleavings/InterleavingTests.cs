using System.Globalization;

namespace Anomaly.Grains.Tests.Interleavings;

/// <summary>
/// The rules of durability (docs/decisions/0003) against random interleavings of everything that may happen to the grains that keep them. A run is repeated by its
/// seed: set <c>INTERLEAVING_SEED</c>, and <c>INTERLEAVING_RUNS</c> for more of them.
/// </summary>
public sealed class InterleavingTests(ITestOutputHelper output)
{
    [Fact]
    public void Run_AnyInterleaving_EqualsTheSequentialFold() => RunAll(new(), Setting("INTERLEAVING_RUNS", 1000));

    [Fact]
    public void Run_SeriesThatAreAGroupToo_TheGroupIsTheFoldOfItsMembersSamples() => RunAll(new() { Grouped = true }, Setting("INTERLEAVING_RUNS", 300));

    [Fact]
    public void Run_SilentSeriesAreRemoved_WhatComesBackBeginsAnew() => RunAll(new() { Removes = true }, Setting("INTERLEAVING_RUNS", 300));

    [Fact]
    public void Run_SilentGroupsAreRemoved_WhatComesBackBeginsAnew() => RunAll(new() { Removes = true, Grouped = true }, Setting("INTERLEAVING_RUNS", 200));

    private void RunAll(SimulationOptions options, int runs)
    {
        var first = Setting("INTERLEAVING_SEED", 1);
        var (silences, removed) = (0, 0);
        for (var seed = first; seed < first + runs; seed++)
        {
            var run = new Simulation(options, seed);
            if (run.Run() is { } violation)
            {
                var again = new Simulation(options, seed, trace: true);
                again.Run();
                foreach (var line in again.Trace)
                {
                    output.WriteLine(line);
                }

                Assert.Fail($"seed {seed}: {violation} (again: {again.Violation})");
            }

            silences += run.Ledger.Silences;
            removed += run.Ledger.Removed;
        }

        output.WriteLine($"{silences} silences and {removed} removals in {runs} runs");
        Assert.True(silences > 0 || runs < 100);
        Assert.True(removed > 0 == options.Removes || runs < 100);
    }

    private static int Setting(string name, int otherwise) =>
        Environment.GetEnvironmentVariable(name) is { } text ? int.Parse(text, CultureInfo.InvariantCulture) : otherwise;
}
