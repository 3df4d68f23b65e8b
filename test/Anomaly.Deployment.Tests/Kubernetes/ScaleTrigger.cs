namespace Anomaly.Deployment.Tests.Kubernetes;

/// <summary>One reason to scale. The values of its metadata are texts.</summary>
public sealed class ScaleTrigger
{
    public required string Type { get; set; }

    public string? MetricType { get; set; }

    public Dictionary<string, string> Metadata { get; set; } = [];
}
