using Anomaly.Dashboard.Tests.Front;
using Anomaly.Grains.Interfaces.Anomalies;
using Anomaly.Grains.Interfaces.Incidents;

namespace Anomaly.Dashboard.Tests.Browser;

/// <summary>Incidents as a morning has them.</summary>
/// <param name="Incidents">All, opened first first.</param>
/// <param name="Large">The one with many series and comments.</param>
/// <param name="Anomalies">The anomalies of that one.</param>
internal sealed record IncidentStory(IReadOnlyList<Incident> Incidents, Incident Large, IReadOnlyList<AnomalyRecord> Anomalies)
{
    public static IncidentStory Tell(DateTimeOffset now)
    {
        var over = Samples.Incident("db-1.disk_io{device=\"nvme0n1\"}", now.AddHours(-5)) with
        {
            Status = IncidentStatus.Resolved,
            ResolvedAt = now.AddHours(-4),
            ResolvedBy = IncidentResolution.Quiet,
            Acknowledged = new("ana", now.AddHours(-4.9)),
            AnomalyCount = 3,
        };
        var resolved = Samples.Incident("checkout/latency_ms", now.AddHours(-3), AnomalySeverity.Info) with
        {
            Status = IncidentStatus.Resolved,
            ResolvedAt = now.AddHours(-2.5),
            ResolvedBy = IncidentResolution.Person,
            Resolver = "ben",
            AnomalyCount = 1,
            Methods = ["isolation_forest"],
        };
        var large = Samples.Incident("web-1.cpu", now.AddMinutes(-52), AnomalySeverity.Critical) with
        {
            Key = """labels:{"host":"web-1"}""",
            Labels = new Dictionary<string, string> { ["host"] = "web-1", ["zone"] = "eu-central", ["role"] = "web", ["<b>"] = "\"ü\"" },
            Series = [.. Enumerable.Range(0, 25).Select(i => i == 7 ? "a-very-long-series-id-without-any-place-to-break-it-" + new string('x', 200) : $"web-1.metric{i:00}")],
            SeriesCount = 25,
            AnomalyCount = 140,
            Methods = ["ensemble", "moving_average"],
            Acknowledged = new("ana", now.AddMinutes(-40)),
            Comments = [new("ana", "The disk of web-1 is full; I move the logs.\nBack in ten minutes.", now.AddMinutes(-38)), new("ben", "Thanks. The checkout is slow as well.", now.AddMinutes(-30))],
        };
        var fresh = Samples.Incident("größe.温度", now.AddMinutes(-2));
        var random = new Random(3);
        var anomalies = Enumerable.Range(0, 140)
            .Select(_ => Samples.Anomaly(
                $"web-1.metric{random.Next(25):00}",
                now.AddMinutes(-52 + (50 * Math.Pow(random.NextDouble(), 2))),
                (AnomalySeverity)(random.Next(10) switch { < 6 => 1, < 9 => 0, _ => 2 })))
            .Select(anomaly => anomaly with { IncidentId = large.Id });
        return new([over, resolved, large, fresh], large, [.. anomalies]);
    }
}
