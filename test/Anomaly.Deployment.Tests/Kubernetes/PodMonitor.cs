using k8s.Models;

namespace Anomaly.Deployment.Tests.Kubernetes;

/// <summary>Prometheus Operator's <c>PodMonitor</c>, the fields that a manifest of ours may have (monitoring.coreos.com/v1).</summary>
public sealed class PodMonitor
{
    public required string ApiVersion { get; set; }

    public required string Kind { get; set; }

    public required V1ObjectMeta Metadata { get; set; }

    public required PodMonitorSpec Spec { get; set; }
}
