using System.Text.Json.Nodes;

namespace Anomaly.Dashboard.Tests.Rest;

internal static class Http
{
    public static CancellationToken End => TestContext.Current.CancellationToken;

    public static async Task<JsonNode> JsonAsync(this HttpResponseMessage response) =>
        JsonNode.Parse(await response.Content.ReadAsStringAsync(End))!;

    /// <summary>The address of the next page; null on the last.</summary>
    public static string? Next(this HttpResponseMessage response)
    {
        if (!response.Headers.TryGetValues("Link", out var links))
            return null;

        var link = Assert.Single(links);
        Assert.EndsWith(">; rel=\"next\"", link, StringComparison.Ordinal);
        return link[1..link.IndexOf('>', StringComparison.Ordinal)];
    }

    public static async Task<HttpResponseMessage> GetAcceptingAsync(this HttpClient http, string address, string accept)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, address);
        request.Headers.TryAddWithoutValidation("Accept", accept);
        return await http.SendAsync(request, End);
    }
}
