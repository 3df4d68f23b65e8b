namespace Anomaly.Deployment.Tests.Kubernetes;

/// <summary>How fast it scales.</summary>
public sealed class HpaConfig
{
    public k8s.Models.V2HorizontalPodAutoscalerBehavior? Behavior { get; set; }
}
