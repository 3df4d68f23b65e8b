namespace Anomaly.Deployment.Tests.Kubernetes;

/// <summary>Which pods are scraped, and how.</summary>
public sealed class PodMonitorSpec
{
    /// <summary>The label of a pod whose value becomes the job's name.</summary>
    public string? JobLabel { get; set; }

    public required k8s.Models.V1LabelSelector Selector { get; set; }

    public List<PodMetricsEndpoint> PodMetricsEndpoints { get; set; } = [];
}
