using System.Net;
using Anomaly.Dashboard.Tests.Front;

namespace Anomaly.Dashboard.Tests.Rest;

/// <summary>What a browser posts from another site's page is refused, whatever it is.</summary>
[Collection(WebFrontCollection.Name)]
public sealed class OwnPagesTests(WebFrontFixture front)
{
    private const string Id = "01a21b6a-080e-76be-8a2f-000000000000";

    [Theory]
    [InlineData("/api/v1/samples")]
    [InlineData("/api/v1/silences")]
    [InlineData("/api/v1/channels/log/test")]
    [InlineData("/api/v1/series/a/preview")]
    [InlineData($"/api/v1/notifications/{Id}/retry")]
    [InlineData($"/api/v1/incidents/{Id}/acknowledge")]
    [InlineData($"/api/v1/incidents/{Id}/comments")]
    [InlineData($"/api/v1/incidents/{Id}/resolve")]
    public async Task Post_FromAPageOfAnotherSite_IsRefused(string address)
    {
        Assert.Equal(HttpStatusCode.Forbidden, await PostAsync(address, ("Sec-Fetch-Site", "cross-site")));
        Assert.Equal(HttpStatusCode.Forbidden, await PostAsync(address, ("Sec-Fetch-Site", "same-site")));
        // As browsers say it where the service is reached by http on another machine.
        Assert.Equal(HttpStatusCode.Forbidden, await PostAsync(address, ("Origin", "http://evil.example")));
        Assert.Equal(HttpStatusCode.Forbidden, await PostAsync(address, ("Origin", "null")));
    }

    [Fact]
    public async Task Post_FromItsOwnPageOrAProgram_IsTaken()
    {
        const string address = "/api/v1/silences";

        Assert.Equal(HttpStatusCode.BadRequest, await PostAsync(address));
        Assert.Equal(HttpStatusCode.BadRequest, await PostAsync(address, ("Sec-Fetch-Site", "same-origin"), ("Origin", "https://behind-a-proxy.example")));
        Assert.Equal(HttpStatusCode.BadRequest, await PostAsync(address, ("Origin", front.Address)));
    }

    private async Task<HttpStatusCode> PostAsync(string address, params (string Name, string Value)[] headers)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, address) { Content = new StringContent("no JSON") };
        foreach (var (name, value) in headers)
            request.Headers.TryAddWithoutValidation(name, value);

        using var response = await front.Http.SendAsync(request, Http.End);
        return response.StatusCode;
    }
}
