using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Anomaly.Dashboard.Api.Health;

/// <summary>How the process is.</summary>
/// <param name="Status">The worst of its parts.</param>
/// <param name="Checks">Its parts.</param>
internal sealed record HealthReportItem(HealthStatus Status, IReadOnlyList<HealthCheckItem> Checks);
