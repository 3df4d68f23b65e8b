namespace Anomaly.Deployment.Tests.Kubernetes;

/// <summary>What is scaled, between which bounds, by what.</summary>
public sealed class ScaledObjectSpec
{
    public required k8s.Models.V2CrossVersionObjectReference ScaleTargetRef { get; set; }

    /// <summary>Seconds between two questions.</summary>
    public int PollingInterval { get; set; }

    public int MinReplicaCount { get; set; }

    public int MaxReplicaCount { get; set; }

    public ScaledObjectAdvanced? Advanced { get; set; }

    public List<ScaleTrigger> Triggers { get; set; } = [];
}
