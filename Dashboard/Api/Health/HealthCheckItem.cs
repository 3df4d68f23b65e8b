using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Anomaly.Dashboard.Api.Health;

/// <summary>How one part of the process is.</summary>
/// <param name="Name">The part.</param>
/// <param name="Status">How it is.</param>
/// <param name="Description">One sentence for people, where there is something to say.</param>
internal sealed record HealthCheckItem(string Name, HealthStatus Status, string? Description);
