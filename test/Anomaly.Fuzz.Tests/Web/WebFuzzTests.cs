using System.Net;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Routing;

namespace Anomaly.Fuzz.Tests.Web;

/// <summary>Every endpoint of the running program, over requests of any kind: an answer in time, never a fault of the program, and a reason for what is refused.</summary>
[Collection(nameof(OnFuzzedSilo))]
public sealed class WebFuzzTests(FuzzedSilo silo, ITestOutputHelper output)
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(20);

    /// <summary>What the framework serves by itself: files, and the connection of pages.</summary>
    private static readonly string[] Framework = ["_blazor", "_framework", "_content", "_vs", "assets", "Orleans"];

    private readonly Dictionary<HttpStatusCode, int> _answers = [];

    [Fact]
    public async Task Request_OfAnyKind_IsAnsweredOrRefusedWithAReason()
    {
        var endpoints = Own();
        var described = await DescribedAsync();
        Assert.Empty(described.Except(endpoints.Select(Pattern)));
        var before = Heap();
        await FuzzRun.ForEachAsync(20, Limit, async dice =>
        {
            // Each in turn, so that none is forgotten.
            if (await CheckAsync(Requests.Make(dice, silo.Address, endpoints[dice.Seed % endpoints.Length])))
            {
                // What was taken must be readable.
                await CheckDefinitionsAsync();
            }

            if (dice.Seed % 100 == 0)
            {
                await CheckNeighboursAsync();
            }
        });
        await CheckNeighboursAsync();
        output.WriteLine($"{endpoints.Length} endpoints, {FuzzRun.Runs / 20} requests: {string.Join(", ", _answers.OrderBy(answer => answer.Key).Select(answer => $"{(int)answer.Key}: {answer.Value}"))}");
        Assert.InRange(Heap() - before, long.MinValue, 300L * 1024 * 1024);
    }

    private static long Heap() => GC.GetTotalMemory(forceFullCollection: true);

    private RouteEndpoint[] Own() =>
    [
        .. silo.Endpoints.Where(endpoint => Pattern(endpoint) is var pattern && !Framework.Any(part => pattern.StartsWith("/" + part, StringComparison.OrdinalIgnoreCase))
            && (!pattern.Contains('.', StringComparison.Ordinal) || pattern.StartsWith("/openapi", StringComparison.Ordinal))).DistinctBy(endpoint => (Pattern(endpoint), string.Join(',', endpoint.Metadata.GetMetadata<HttpMethodMetadata>()?.HttpMethods ?? []))),
    ];

    private static string Pattern(RouteEndpoint endpoint) => "/" + endpoint.RoutePattern.RawText!.Trim('/');

    private async Task<string[]> DescribedAsync()
    {
        using var document = JsonDocument.Parse(await silo.Http.GetStringAsync(new Uri(silo.Address + "/openapi/v1.json"), TestContext.Current.CancellationToken));
        return [.. document.RootElement.GetProperty("paths").EnumerateObject().Select(path => path.Name)];
    }

    /// <returns>Whether something was saved.</returns>
    private async Task<bool> CheckAsync(HttpRequestMessage request)
    {
        using (request)
        {
            HttpResponseMessage answer;
            try
            {
                answer = await silo.Http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, TestContext.Current.CancellationToken);
            }
            catch (HttpRequestException exception) when (exception.HttpRequestError is HttpRequestError.ResponseEnded or HttpRequestError.Unknown)
            {
                // The server may end a connection on which it still was being sent something.
                return false;
            }

            using (answer)
            {
                _answers[answer.StatusCode] = _answers.GetValueOrDefault(answer.StatusCode) + 1;
                // A stream of events has no end.
                var body = answer.Content.Headers.ContentType?.MediaType == "text/event-stream" ? "" : await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
                // 503: the broker's memory is full of samples that nobody has read yet.
                Assert.True((int)answer.StatusCode < 500 || (answer.StatusCode == HttpStatusCode.ServiceUnavailable && answer.Headers.RetryAfter is not null), $"{request.Method} {request.RequestUri}: {(int)answer.StatusCode} {body}");
                // What is no HTTP is refused by the server before any of our code.
                var ours = answer.Headers.Contains("X-Content-Type-Options");
                // Pages answer with pages, and descriptions that there are none of are refused by the framework.
                var page = request.RequestUri!.AbsolutePath is var path && (path.StartsWith("/ui", StringComparison.Ordinal) || path.StartsWith("/openapi", StringComparison.Ordinal));
                if ((int)answer.StatusCode >= 400 && ours && !page && request.Method != HttpMethod.Head)
                {
                    AssertReason(request, answer, body);
                }

                return answer.IsSuccessStatusCode && request.Method.Method is ("POST" or "PUT" or "PATCH" or "DELETE");
            }
        }
    }

    private static void AssertReason(HttpRequestMessage request, HttpResponseMessage answer, string body)
    {
        var what = $"{request.Method} {request.RequestUri}: {(int)answer.StatusCode} {answer.Content.Headers.ContentType} '{body}'";
        Assert.True(answer.Content.Headers.ContentType?.MediaType == "application/problem+json", what);
        using var problem = JsonDocument.Parse(body);
        Assert.True(problem.RootElement.TryGetProperty("title", out var title) && title.GetString()!.Length > 0, what);
        Assert.DoesNotContain("   at ", body, StringComparison.Ordinal);
        if (problem.RootElement.TryGetProperty("errors", out var errors))
        {
            Assert.All(errors.EnumerateObject(), field => Assert.True(field.Name.Length > 0 && field.Value.EnumerateArray().All(reason => reason.GetString()!.Length > 0), what));
        }
        else
        {
            Assert.True(problem.RootElement.TryGetProperty("detail", out var detail) && detail.GetString()!.Length > 0, what);
        }
    }

    /// <summary>What is as it should be is still taken.</summary>
    private async Task CheckNeighboursAsync()
    {
        await SendAsync(HttpMethod.Put, "/api/v1/rules", """[{"name":"all","match":{"series":"*"},"settings":{"sensitivity":0.5}}]""");
        await SendAsync(HttpMethod.Post, "/api/v1/samples", """{"series":"neighbour","value":1}""");
        await CheckDefinitionsAsync();
        foreach (var path in (string[])["/healthz", "/anomalies?limit=1", "/api/v1/series?limit=1", "/api/v1/incidents", "/api/v1/notifications", "/ui"])
        {
            await SendAsync(HttpMethod.Get, path, null);
        }
    }

    private async Task CheckDefinitionsAsync()
    {
        foreach (var path in (string[])["/api/v1/rules", "/api/v1/silences", "/api/v1/routes", "/api/v1/channels"])
        {
            await SendAsync(HttpMethod.Get, path, null);
        }
    }

    private async Task SendAsync(HttpMethod method, string path, string? body)
    {
        using var request = new HttpRequestMessage(method, silo.Address + path);
        request.Content = body is null ? null : new StringContent(body, Encoding.UTF8, "application/json");
        using var answer = await silo.Http.SendAsync(request, TestContext.Current.CancellationToken);
        Assert.True(answer.IsSuccessStatusCode, $"{method} {path}: {(int)answer.StatusCode} {await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken)}");
    }
}
