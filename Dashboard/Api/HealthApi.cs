using Anomaly.Dashboard.Access;
using Anomaly.Dashboard.Api.Health;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Anomaly.Dashboard.Api;

/// <summary><c>/healthz</c>: the process runs. <c>/readyz</c>: it can do its work, as the host's checks tagged <c>ready</c> say.</summary>
internal static class HealthApi
{
    public static void MapHealth(this IEndpointRouteBuilder app)
    {
        app.MapGet("/healthz", () => TypedResults.Ok(new HealthReportItem(HealthStatus.Healthy, [])))
            .AllowAnonymous()
            .WithName("GetLiveness")
            .WithTags("Health")
            .WithSummary("Whether the process runs.");

        app.MapGet("/readyz", ReadyAsync)
            .AllowAnonymous()
            .WithName("GetReadiness")
            .WithTags("Health")
            .WithSummary("Whether the process can do its work; part by part for those who may read, where authentication is set up.")
            .Produces<HealthReportItem>()
            .Produces<HealthReportItem>(StatusCodes.Status503ServiceUnavailable);
    }

    private static async Task<IResult> ReadyAsync(HttpContext context, HealthCheckService health)
    {
        var report = await health.CheckHealthAsync(check => check.Tags.Contains("ready"), context.RequestAborted);
        // Anybody may ask whether it works; why it does not is not for everybody.
        var checks = Actor.Of(context.User) is null ? [] : report.Entries.OrderBy(entry => entry.Key, StringComparer.Ordinal)
            .Select(entry => new HealthCheckItem(entry.Key, entry.Value.Status, entry.Value.Description));
        context.Response.Headers.CacheControl = "no-store";
        return TypedResults.Json(
            new HealthReportItem(report.Status, [.. checks]),
            statusCode: report.Status == HealthStatus.Unhealthy ? StatusCodes.Status503ServiceUnavailable : StatusCodes.Status200OK);
    }
}
