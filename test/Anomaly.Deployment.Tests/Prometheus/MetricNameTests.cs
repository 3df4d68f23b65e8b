using Anomaly.Deployment.Tests.Grafana;
using Anomaly.Silo.Tests.Servers;

namespace Anomaly.Deployment.Tests.Prometheus;

/// <summary>Rules and dashboards read what a silo has.</summary>
[Collection(nameof(OnWatchedCluster))]
public sealed class MetricNameTests(WatchedCluster cluster)
{
    /// <summary>What Prometheus adds by itself.</summary>
    private static readonly string[] Own = ["up", "scrape_duration_seconds", "ALERTS"];

    [Fact]
    public async Task Metrics_OfRulesAndDashboards_AreThereOnARunningSilo()
    {
        var rules = CheckedIn.In("rules").Select(PromQl.ReadRules).ToArray();
        HashSet<string> known = [.. Own, .. rules.SelectMany(file => file.Recorded), .. await FamiliesAsync()];
        var expressions = rules.SelectMany(file => file.Expressions).Concat(GrafanaDashboard.All().SelectMany(dashboard => dashboard.Expressions)).ToArray();
        var read = expressions.SelectMany(PromQl.Metrics).ToHashSet();

        Assert.Contains("anomaly_events_total", read);
        Assert.InRange(read.Count, 50, 150);
        Assert.Empty(read.Except(known));
    }

    [Fact]
    public async Task Recorded_EachRule_GivesASample()
    {
        foreach (var recorded in CheckedIn.In("rules").SelectMany(file => PromQl.ReadRules(file).Recorded))
        {
            await Until.AnswersAsync(() => cluster.Prometheus.QueryAsync(recorded), found => found.Length > 0, $"{recorded} gave a sample", TimeSpan.FromSeconds(20));
        }
    }

    [Fact]
    public async Task Exposition_OfARunningSilo_IsWellFormed()
    {
        var (_, output) = await PrometheusPrograms.PromtoolAsync(await cluster.Silo.Metrics.GetStringAsync(new Uri("/metrics", UriKind.Relative), TestContext.Current.CancellationToken), "check", "metrics");
        // What .NET and Orleans name their own is not ours to change.
        var complaints = output.Split('\n')
            .Where(line => line.Length > 0 && !line.StartsWith("system_runtime_", StringComparison.Ordinal) && !line.StartsWith("microsoft_orleans_", StringComparison.Ordinal))
            .ToArray();
        Assert.Empty(complaints);
    }

    private async Task<IEnumerable<string>> FamiliesAsync()
    {
        var text = await cluster.Silo.Metrics.GetStringAsync(new Uri("/metrics", UriKind.Relative), TestContext.Current.CancellationToken);
        return text.Split('\n')
            .Where(line => line.StartsWith("# TYPE ", StringComparison.Ordinal))
            .Select(line => line.Split(' '))
            .SelectMany(words => words[3] == "histogram" ? new[] { words[2] + "_bucket", words[2] + "_sum", words[2] + "_count" } : [words[2]]);
    }
}
