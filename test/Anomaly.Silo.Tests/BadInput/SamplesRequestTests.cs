using System.Text;
using System.Text.Json;

namespace Anomaly.Silo.Tests.BadInput;

/// <summary>The same by REST: what is wrong is answered at once, by field, and nothing of it is taken.</summary>
[Collection(nameof(OnOneProcess))]
public sealed class SamplesRequestTests(OneProcess process)
{
    [Fact]
    public async Task Post_SamplesThatCannotBeRead_AreAnsweredByField_AndNoneIsTaken()
    {
        using var response = await PostAsync("""
            [{"series":"rest","value":1},{"series":"rest","value":NaN},{"series":"rest","value":"7"},{"series":"","value":1},{"series":"rest","value":1,"timestamp":"noon"}]
            """u8.ToArray());
        Assert.Equal(400, (int)response.StatusCode);
        var problem = await ProblemAsync(response);
        var errors = problem.GetProperty("errors");
        Assert.Equal(["[1].value", "[2].value", "[3].series", "[4].timestamp"], errors.EnumerateObject().Select(error => error.Name).Order(StringComparer.Ordinal));
        Assert.Equal("is NaN; must be a finite number", errors.GetProperty("[1].value")[0].GetString());
        Assert.Equal("is \"7\"; must be a number without quotes", errors.GetProperty("[2].value")[0].GetString());
        using var found = await process.Silo.Web.GetAsync(new Uri("/api/v1/series/rest", UriKind.Relative), TestContext.Current.CancellationToken);
        Assert.Equal(404, (int)found.StatusCode);
    }

    public static TheoryData<string> Names => [.. BadRecords.All.Where(bad => bad.Value.Value is { Length: < 1_000_000 }).Select(bad => bad.Key)];

    [Theory]
    [MemberData(nameof(Names))]
    public async Task Post_EachBadRecord_Is400WithErrors(string name)
    {
        using var response = await PostAsync(BadRecords.All[name].Value!);
        Assert.Equal(400, (int)response.StatusCode);
        var problem = await ProblemAsync(response);
        Assert.NotEmpty(problem.GetProperty("errors").EnumerateObject());
        Assert.Equal(400, problem.GetProperty("status").GetInt32());
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Post_BodyBeyondTheLimit_Is413(bool lengthIsTold)
    {
        using var response = await PostAsync(BadRecords.Noise((1024 * 1024) + 1), lengthIsTold);
        Assert.Equal(413, (int)response.StatusCode);
        Assert.Contains("1048576 bytes", (await ProblemAsync(response)).GetProperty("detail").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Post_GoodSamples_AreAccepted()
    {
        using var response = await PostAsync(Encoding.UTF8.GetBytes("""[{"series":"rest.good","value":1},{"series":"rest.good","value":2}]"""));
        Assert.Equal(202, (int)response.StatusCode);
        Assert.Equal("""{"accepted":2}""", await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
    }

    private async Task<HttpResponseMessage> PostAsync(byte[] body, bool lengthIsTold = true)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri("/api/v1/samples", UriKind.Relative)) { Content = new ByteArrayContent(body) };
        request.Headers.TransferEncodingChunked = !lengthIsTold;
        return await process.Silo.Web.SendAsync(request, TestContext.Current.CancellationToken);
    }

    private static async Task<JsonElement> ProblemAsync(HttpResponseMessage response)
    {
        Assert.Equal("application/problem+json", response.Content.Headers.ContentType?.MediaType);
        using var document = JsonDocument.Parse(await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
        return document.RootElement.Clone();
    }
}
