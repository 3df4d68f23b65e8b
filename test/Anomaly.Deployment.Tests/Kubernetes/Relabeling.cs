namespace Anomaly.Deployment.Tests.Kubernetes;

/// <summary>A label that a target gets.</summary>
public sealed class Relabeling
{
    public List<string> SourceLabels { get; set; } = [];

    public string? TargetLabel { get; set; }

    public string? Replacement { get; set; }
}
