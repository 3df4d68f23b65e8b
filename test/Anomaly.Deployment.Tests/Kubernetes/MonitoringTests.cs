using System.Text.Json;
using Anomaly.Deployment.Tests.Prometheus;
using k8s.Models;

namespace Anomaly.Deployment.Tests.Kubernetes;

/// <summary>Prometheus finds the silos, and what autoscalers ask of it is recorded there.</summary>
public sealed class MonitoringTests
{
    private const string Recorded = "cluster:partition_lag_seconds:max";

    [Fact]
    public void PodMonitor_SelectsTheSilos_ByTheLabelsThatTheRulesSelect()
    {
        var (monitor, pod) = (Manifests.Build("example").One<PodMonitor>().Spec, Manifests.Build("example").Pods["silo"]);

        Assert.All(monitor.Selector.MatchLabels, label => Assert.Equal(label.Value, pod.Metadata.Labels[label.Key]));
        Assert.Equal("anomaly", pod.Metadata.Labels[monitor.JobLabel!]);
        var endpoint = Assert.Single(monitor.PodMetricsEndpoints);
        Assert.Contains(endpoint.Port, pod.Spec.Containers.Single().Ports.Select(port => port.Name));
        Assert.Equal("/metrics", endpoint.Path);
        Assert.Equal(["instance", "cluster"], endpoint.Relabelings.Select(label => label.TargetLabel));
    }

    [Fact]
    public async Task ScrapeConfiguration_IsAccepted_AndNamesTheSilosAndTheirPort()
    {
        var file = Path.Combine(Kustomization.Folder, "prometheus.yaml");
        var (code, output) = await PrometheusPrograms.PromtoolAsync(null, "check", "config", "--syntax-only", file);
        Assert.True(code == 0, output);

        var (silo, text) = (Manifests.Build("base").Silo, await File.ReadAllTextAsync(file, TestContext.Current.CancellationToken));
        for (var i = 0; i < silo.Spec.Replicas; i++)
        {
            Assert.Contains($"- {silo.Metadata.Name}-{i}.{silo.Spec.ServiceName}.{silo.Metadata.NamespaceProperty}.svc:8000\n", text, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void Autoscalers_AskForTheSame_AsMuch()
    {
        var (keda, cpu) = (Trigger("prometheus"), Trigger("cpu"));
        var metrics = Manifests.BuildWith("base", "hpa").One<V2HorizontalPodAutoscaler>().Spec.Metrics;
        var (external, resource) = (metrics.Single(metric => metric.Type == "External").External, metrics.Single(metric => metric.Type == "Resource").Resource);

        Assert.Equal((keda.MetricType, keda.Metadata["threshold"], "false"), (external.Target.Type, external.Target.Value.ToString(), keda.Metadata["ignoreNullValues"]));
        Assert.Equal((cpu.MetricType, cpu.Metadata["value"]), (resource.Target.Type, $"{resource.Target.AverageUtilization}"));
        Assert.Equal(AdapterRule("name/as"), external.Metric.Name);
        Assert.Equal($$"""{__name__="{{Recorded}}"}""", AdapterRule("seriesQuery"));
        Assert.Contains(Recorded, CheckedIn.In("rules").SelectMany(file => PromQl.ReadRules(file).Recorded));
    }

    /// <summary>The queries, as KEDA and prometheus-adapter send them, over the recording rules and two silos of a cluster and one of another.</summary>
    [Fact]
    public async Task Queries_OverTheRecordingRules_GiveTheLongestWaitOfTheCluster()
    {
        var labels = Manifests.BuildWith("base", "hpa").One<V2HorizontalPodAutoscaler>().Spec.Metrics.Single(metric => metric.External is not null).External.Metric.Selector.MatchLabels;
        var matchers = string.Join(',', labels.Select(label => $"{label.Key}=\"{label.Value}\""));
        string[] queries = [Trigger("prometheus").Metadata["query"], AdapterRule("metricsQuery").Replace("<<.Series>>", Recorded, StringComparison.Ordinal).Replace("<<.LabelMatchers>>", matchers, StringComparison.Ordinal)];
        var file = Path.Combine(CheckedIn.Prometheus, "tests", $"autoscaling-{Guid.NewGuid():N}.yml");
        await File.WriteAllTextAsync(file, $$"""
            rule_files: [{{string.Join(", ", CheckedIn.In("rules"))}}]
            evaluation_interval: 10s
            tests:
              - interval: 10s
                input_series:
                  - {series: 'partition_lag_seconds{job="anomaly",cluster="anomaly",instance="anomaly-silo-0",partition="0"}', values: "5x10"}
                  - {series: 'partition_lag_seconds{job="anomaly",cluster="anomaly",instance="anomaly-silo-1",partition="1"}', values: "75x10"}
                  - {series: 'partition_lag_seconds{job="anomaly",cluster="other",instance="other-0",partition="0"}', values: "900x10"}
                promql_expr_test:
            {{string.Join('\n', queries.Select(query => $"      - {{expr: {JsonSerializer.Serialize(query)}, eval_time: 1m, exp_samples: [{{labels: '{{}}', value: 75}}]}}"))}}
            """, TestContext.Current.CancellationToken);
        try
        {
            var (code, output) = await PrometheusPrograms.PromtoolAsync(null, "test", "rules", file);
            Assert.True(code == 0, output);
        }
        finally
        {
            File.Delete(file);
        }
    }

    private static ScaleTrigger Trigger(string type) => Manifests.BuildWith("base", "keda").One<ScaledObject>().Spec.Triggers.Single(trigger => trigger.Type == type);

    private static string AdapterRule(string path) => Kustomization.Text(
        Kustomization.Read(Path.Combine(Kustomization.Folder, "components", "hpa", "prometheus-adapter.yaml")).Single(), $"externalRules/0/{path}")!;
}
