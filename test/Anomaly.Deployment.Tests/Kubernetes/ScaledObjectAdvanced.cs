namespace Anomaly.Deployment.Tests.Kubernetes;

/// <summary>What KEDA passes on to the autoscaler that it makes.</summary>
public sealed class ScaledObjectAdvanced
{
    public HpaConfig? HorizontalPodAutoscalerConfig { get; set; }
}
