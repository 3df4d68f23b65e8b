using System.Net;
using Anomaly.Dashboard.Access.Roles;
using Anomaly.Testing.Postgres;
using Microsoft.Extensions.Time.Testing;

namespace Anomaly.Dashboard.Tests.Access;

/// <summary>How a front listens, and what it holds back.</summary>
public sealed class FrontHostTests
{
    private static CancellationToken End => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Https_IsServedWithTheCertificate_AndWithTheRenewedOneAfterAMinute()
    {
        using var file = new CertificateFile(-1, 10);
        var time = new FakeTimeProvider(TimeProvider.System.GetUtcNow());
        await using var host = await FrontHost.StartAsync(web => web.Certificate = file.Path, time);
        var first = file.Thumbprint;

        Assert.Equal(first, await ThumbprintAsync(host));
        file.Write(-1, 20);
        Assert.Equal(first, await ThumbprintAsync(host));
        time.Advance(TimeSpan.FromMinutes(1));
        Assert.Equal(file.Thumbprint, await ThumbprintAsync(host));
        // One that is broken does not take the good one away.
        await File.WriteAllTextAsync(file.Path, "no certificate", End);
        time.Advance(TimeSpan.FromMinutes(1));
        Assert.Equal(file.Thumbprint, await ThumbprintAsync(host));
    }

    [Fact]
    public async Task Requests_BeyondWhatAClientMay_AreHeldBack_AndHealthIsNot()
    {
        await using var host = await FrontHost.StartAsync(web => web.RequestsPerSecond = 2);
        using var http = new HttpClient { BaseAddress = host.Address };
        var statuses = new List<HttpStatusCode>();
        while (statuses.Count < 500 && statuses.LastOrDefault() != HttpStatusCode.TooManyRequests)
        {
            using var response = await http.GetAsync(new Uri("/anomalies", UriKind.Relative), End);
            statuses.Add(response.StatusCode);
            if (response.StatusCode == HttpStatusCode.TooManyRequests)
                Assert.True(response.Headers.RetryAfter!.Delta >= TimeSpan.FromSeconds(1));
        }

        Assert.Equal(HttpStatusCode.TooManyRequests, statuses[^1]);
        Assert.True(statuses.Count > 20, $"{statuses.Count} requests");
        using var health = await http.GetAsync(new Uri("/healthz", UriKind.Relative), End);
        Assert.Equal(HttpStatusCode.OK, health.StatusCode);
    }

    [Fact]
    public async Task WrongKeys_TooMany_AreNotToldWhyAnyMore_AndAGoodKeyStillOpens()
    {
        var keys = new TestKeys();
        await using var host = await FrontHost.StartAsync(web => web.ApiKeys = keys.Settings);
        using var http = new HttpClient { BaseAddress = host.Address };
        var statuses = new List<HttpStatusCode>();
        for (var i = 0; i < 60; i++)
            statuses.Add(await AskAsync(http, "wrong"));

        Assert.Equal(HttpStatusCode.Unauthorized, statuses[0]);
        Assert.Contains(HttpStatusCode.TooManyRequests, statuses);
        Assert.Equal(HttpStatusCode.OK, await AskAsync(http, keys.Of(Role.Viewer)));
    }

    [Fact]
    public async Task Token_WhileTheProviderIsAway_IsNotCalledWrong()
    {
        await using var host = await FrontHost.StartAsync(web => web.OpenIdConnect = new() { Authority = $"http://127.0.0.1:{LoopbackPort.Take()}", Audience = "api" });
        using var http = new HttpClient { BaseAddress = host.Address };
        using var request = new HttpRequestMessage(HttpMethod.Get, "/anomalies");
        request.Headers.Add("Authorization", "Bearer eyJhbGciOiJSUzI1NiJ9.e30.AA");
        using var response = await http.SendAsync(request, End);

        Assert.Equal(HttpStatusCode.ServiceUnavailable, response.StatusCode);
        Assert.NotNull(response.Headers.RetryAfter);
        Assert.Contains("The identity provider cannot be reached", await response.Content.ReadAsStringAsync(End), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("localhost", false, HttpStatusCode.OK)]
    [InlineData("[::1]", false, HttpStatusCode.OK)]
    [InlineData("rebound.evil.example", false, HttpStatusCode.MisdirectedRequest)]
    [InlineData("192.168.1.7", false, HttpStatusCode.MisdirectedRequest)]
    [InlineData("rebound.evil.example", true, HttpStatusCode.OK)]
    public async Task Request_ForAnotherName_WithoutAuthentication_IsRefused(string name, bool isAllowed, HttpStatusCode expected)
    {
        await using var host = await FrontHost.StartAsync(web => web.AllowAnonymous = isAllowed);
        using var http = new HttpClient { BaseAddress = host.Address };
        using var request = new HttpRequestMessage(HttpMethod.Get, "/anomalies");
        request.Headers.Host = name;
        using var response = await http.SendAsync(request, End);

        Assert.Equal(expected, response.StatusCode);
    }

    private static async Task<HttpStatusCode> AskAsync(HttpClient http, string key)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/anomalies");
        request.Headers.Add("X-Api-Key", key);
        using var response = await http.SendAsync(request, End);
        return response.StatusCode;
    }

    private static async Task<string> ThumbprintAsync(FrontHost host)
    {
        var thumbprint = "";
        using var handler = new HttpClientHandler
        {
            // Self-signed: the test looks at which it is.
            ServerCertificateCustomValidationCallback = (_, certificate, _, _) => (thumbprint = certificate!.Thumbprint).Length > 0,
        };
        using var http = new HttpClient(handler) { BaseAddress = host.Address };
        using var response = await http.GetAsync(new Uri("/anomalies", UriKind.Relative), End);
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.True(response.Headers.Contains("Strict-Transport-Security"));
        return thumbprint;
    }
}
