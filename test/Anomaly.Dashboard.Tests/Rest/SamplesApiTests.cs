using System.Net;
using System.Text;
using Anomaly.Dashboard.Tests.Front;

namespace Anomaly.Dashboard.Tests.Rest;

[Collection(WebFrontCollection.Name)]
public sealed class SamplesApiTests(WebFrontFixture front)
{
    [Theory]
    [InlineData("application/json")]
    [InlineData("text/plain")]
    [InlineData("application/x-www-form-urlencoded")]
    [InlineData(null)]
    public async Task Post_GoodSamples_AreAcceptedWhateverTheContentType(string? contentType)
    {
        var response = await PostAsync("a 1\nb 2\nc 3", contentType);

        Assert.Equal(HttpStatusCode.Accepted, response.StatusCode);
        Assert.Equal("""{"accepted":3}""", await response.Content.ReadAsStringAsync(Http.End));
    }

    [Fact]
    public async Task Post_BadSample_SaysWhichAndWhy()
    {
        var response = await PostAsync("invalid");

        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        var problem = await response.JsonAsync();
        Assert.Equal("One sample of two is wrong.", problem["detail"]!.GetValue<string>());
        Assert.Equal("is NaN; must be a finite number", problem["errors"]!["[1].value"]![0]!.GetValue<string>());
    }

    [Fact]
    public async Task Post_Nothing_IsInvalid()
    {
        var response = await PostAsync("");

        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        Assert.NotNull((await response.JsonAsync())["errors"]!["body"]);
    }

    [Theory]
    [InlineData("too large", HttpStatusCode.RequestEntityTooLarge)]
    [InlineData("unavailable", HttpStatusCode.ServiceUnavailable)]
    [InlineData("crash", HttpStatusCode.InternalServerError)]
    public async Task Post_BrokerRefuses_IsAProblem(string body, HttpStatusCode status)
    {
        var response = await PostAsync(body);

        Assert.Equal(status, response.StatusCode);
        Assert.Equal(status == HttpStatusCode.ServiceUnavailable, response.Headers.RetryAfter is not null);
        Assert.DoesNotContain("secret", await response.Content.ReadAsStringAsync(Http.End), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(1024 * 1024, false, HttpStatusCode.Accepted)]
    [InlineData((1024 * 1024) + 1, false, HttpStatusCode.RequestEntityTooLarge)]
    [InlineData((1024 * 1024) + 1, true, HttpStatusCode.RequestEntityTooLarge)]
    public async Task Post_LargeBody_HasALimit(int size, bool chunked, HttpStatusCode status)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/api/v1/samples");
        request.Content = new ByteArrayContent(Encoding.ASCII.GetBytes(new string('x', size)));
        request.Headers.TransferEncodingChunked = chunked;

        Assert.Equal(status, (await front.Http.SendAsync(request, Http.End)).StatusCode);
    }

    private async Task<HttpResponseMessage> PostAsync(string body, string? contentType = "application/json")
    {
        using var content = new ByteArrayContent(Encoding.UTF8.GetBytes(body));
        if (contentType is not null)
            content.Headers.ContentType = new(contentType);

        return await front.Http.PostAsync("/api/v1/samples", content, Http.End);
    }
}
