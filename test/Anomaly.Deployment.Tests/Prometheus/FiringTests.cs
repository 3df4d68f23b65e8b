using Anomaly.Silo.Tests.Servers;

namespace Anomaly.Deployment.Tests.Prometheus;

/// <summary>Alerts fire when what they are about really happens, and not before.</summary>
[Collection(nameof(OnWatchedCluster))]
public sealed class FiringTests(WatchedCluster cluster)
{
    [Fact]
    public void HealthyCluster_ThatIsBusy_RaisesNothing() => Assert.True(cluster.RaisedWhenHealthy.Length == 0, cluster.RaisedWhenHealthy);

    [Fact]
    public async Task Record_ThatCannotBeRead_RaisesItsAlert()
    {
        Assert.DoesNotContain(await cluster.Prometheus.AlertsAsync(), alert => alert.GetProperty("labels").GetProperty("alertname").GetString() == "AnomalyRecordsRejected");

        await cluster.SendAsync("watched.0", "good morning");

        var alert = await cluster.Prometheus.FiringAsync("AnomalyRecordsRejected", "reason", "unknown_format");
        Assert.Equal("warning", alert.GetProperty("labels").GetProperty("severity").GetString());
        Assert.Equal("docs/operations.md#anomalyrecordsrejected", alert.GetProperty("annotations").GetProperty("runbook").GetString());
        Assert.Contains("(unknown_format)", alert.GetProperty("annotations").GetProperty("description").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Silo_ThatIsKilled_RaisesItsAlert()
    {
        var silo = await cluster.AddSiloAsync();
        var address = silo.Metrics.BaseAddress!.Authority;
        await Until.AnswersAsync(
            () => cluster.Prometheus.QueryAsync($"up{{instance=\"{address}\"}} == 1"), found => found.Length == 1, "the second silo was scraped", TimeSpan.FromSeconds(30));

        await silo.KillAsync();

        var alert = await cluster.Prometheus.FiringAsync("AnomalySiloDown", "instance", address);
        Assert.Equal("tested", alert.GetProperty("labels").GetProperty("cluster").GetString());
        Assert.DoesNotContain(await cluster.Prometheus.AlertsAsync(), other => other.GetProperty("labels").GetProperty("alertname").GetString() == "AnomalyNoSilo");
    }
}
