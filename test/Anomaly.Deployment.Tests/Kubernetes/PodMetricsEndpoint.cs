namespace Anomaly.Deployment.Tests.Kubernetes;

/// <summary>A port that is scraped.</summary>
public sealed class PodMetricsEndpoint
{
    public required string Port { get; set; }

    public string? Path { get; set; }

    public string? Interval { get; set; }

    public string? ScrapeTimeout { get; set; }

    public List<Relabeling> Relabelings { get; set; } = [];
}
