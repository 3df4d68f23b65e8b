using k8s.Models;

namespace Anomaly.Deployment.Tests.Kubernetes;

/// <summary>KEDA's <c>ScaledObject</c>, the fields that a manifest of ours may have (keda.sh/v1alpha1).</summary>
public sealed class ScaledObject
{
    public required string ApiVersion { get; set; }

    public required string Kind { get; set; }

    public required V1ObjectMeta Metadata { get; set; }

    public required ScaledObjectSpec Spec { get; set; }
}
