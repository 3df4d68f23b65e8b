using System.Net;
using Anomaly.Dashboard.Tests.Front;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Anomaly.Dashboard.Tests.Rest;

public sealed class HealthApiTests(WebFrontFixture front) : IClassFixture<WebFrontFixture>
{
    [Fact]
    public async Task Ready_ACheckFails_IsUnavailableAndSaysWhich()
    {
        front.Readiness.Result = HealthCheckResult.Unhealthy("The database does not answer.");

        var ready = await front.Http.GetAsync("/readyz", Http.End);
        var live = await front.Http.GetAsync("/healthz", Http.End);

        Assert.Equal(HttpStatusCode.ServiceUnavailable, ready.StatusCode);
        Assert.Equal(
            """{"status":"unhealthy","checks":[{"name":"storage","status":"unhealthy","description":"The database does not answer."}]}""",
            await ready.Content.ReadAsStringAsync(Http.End));
        Assert.Equal(HttpStatusCode.OK, live.StatusCode);
    }

    [Fact]
    public async Task Ready_AllChecksPass_IsOk()
    {
        front.Readiness.Result = HealthCheckResult.Healthy();

        Assert.Equal(HttpStatusCode.OK, (await front.Http.GetAsync("/readyz", Http.End)).StatusCode);
    }
}
