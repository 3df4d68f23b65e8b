namespace Anomaly.Deployment.Tests.Prometheus;

/// <summary>The files of <c>docker/</c> and <c>docs/</c>, as they are checked in.</summary>
internal static class CheckedIn
{
    /// <summary>Prometheus' configuration, rules, targets and tests of rules.</summary>
    public static string Prometheus { get; } = Path.Combine(AppContext.BaseDirectory, "docker", "prometheus");

    /// <summary>Grafana's dashboards and provisioning.</summary>
    public static string Grafana { get; } = Path.Combine(AppContext.BaseDirectory, "docker", "grafana");

    /// <summary>The documents that the files lead to.</summary>
    public static string Docs { get; } = Path.Combine(AppContext.BaseDirectory, "docs");

    /// <summary>The files of a folder of Prometheus', in order.</summary>
    /// <param name="folder">Such as <c>rules</c>.</param>
    /// <returns>Their paths.</returns>
    public static string[] In(string folder) => [.. Directory.GetFiles(Path.Combine(Prometheus, folder), "*.yml").Order(StringComparer.Ordinal)];
}
