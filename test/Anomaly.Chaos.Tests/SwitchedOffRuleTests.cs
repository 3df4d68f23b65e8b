using Anomaly.Chaos.Running;
using Anomaly.Chaos.Silo.Faults;

namespace Anomaly.Chaos.Tests;

/// <summary>A checker that cannot fail proves nothing: with any one rule of the durability protocol off, the run fails.</summary>
public sealed class SwitchedOffRuleTests(RunServers servers)
{
    [Theory]
    [InlineData("state-fence")]
    [InlineData("session-reset")]
    [InlineData("position-check")]
    [InlineData("smallest-unflushed")]
    [InlineData("one-statement")]
    public async Task Run_RuleSwitchedOff_IsFoundOut(string name)
    {
        var rule = RuleNames.All[name];
        var report = await servers.RunAsync(new ChaosOptions { Silos = 2, SwitchedOff = rule, Aim = rule });
        // Not by a time-out: all was done, and it is wrong.
        Assert.True(report.AllSaved);
        Assert.False(report.Check.IsRight);
        Assert.NotEmpty(report.Failures);
    }
}
