using System.Text.RegularExpressions;

namespace Anomaly.Deployment.Tests.Prometheus;

/// <summary>What Prometheus' own tool says of the files, and what every alert has.</summary>
public sealed partial class RuleFileTests
{
    /// <summary>The name of each alert.</summary>
    public static TheoryData<string> Alerts => [.. Blocks().Select(block => block.Name)];

    [Fact]
    public async Task Config_AsCheckedIn_IsAccepted()
    {
        var (code, output) = await PrometheusPrograms.PromtoolAsync(null, "check", "config", "--syntax-only", Path.Combine(CheckedIn.Prometheus, "prometheus.yml"));
        Assert.True(code == 0, output);
    }

    [Fact]
    public async Task Rules_AsCheckedIn_AreAccepted()
    {
        var (code, output) = await PrometheusPrograms.PromtoolAsync(null, ["check", "rules", "--lint-fatal", .. CheckedIn.In("rules")]);
        Assert.True(code == 0, output);
    }

    [Fact]
    public async Task Rules_OverMadeUpSeries_GiveWhatTheirTestsSay()
    {
        var (code, output) = await PrometheusPrograms.PromtoolAsync(null, ["test", "rules", .. CheckedIn.In("tests")]);
        Assert.True(code == 0, output);
    }

    [Theory]
    [MemberData(nameof(Alerts))]
    public void Alert_HasItsParts_AndTestsThatItFiresAndDoesNot(string name)
    {
        var alert = Blocks().Single(block => block.Name == name).Text;
        Assert.Matches(@"\n {8}for: \d+[sm]\n", alert);
        Assert.Matches(@"\n {10}severity: (critical|warning)\n", alert);
        Assert.Matches(@"\n {10}summary: \S", alert);
        Assert.Matches(@"\n {10}description: \S.*\{\{", alert);
        Assert.Contains($"\n          runbook: docs/operations.md#{name.ToLowerInvariant()}\n", alert, StringComparison.Ordinal);
        Assert.Contains($"\n### {name}\n", File.ReadAllText(Path.Combine(CheckedIn.Docs, "operations.md")), StringComparison.Ordinal);

        var tested = string.Concat(CheckedIn.In("tests").Select(File.ReadAllText));
        Assert.Matches($@"alertname: {name}\b.*\n.*\n +exp_alerts:\n", tested);
        Assert.Matches($@"alertname: {name}\b.*\n.*\n +exp_alerts: \[\]", tested);
    }

    private static IEnumerable<(string Name, string Text)> Blocks() => Alert()
        .Matches(File.ReadAllText(Path.Combine(CheckedIn.Prometheus, "rules", "alerts.yml")))
        .Select(match => (match.Groups["name"].Value, match.Value));

    [GeneratedRegex(@"- alert: (?<name>\w+)\n(\s{8}.*\n)+")]
    private static partial Regex Alert();
}
