using System.Net;
using System.Net.WebSockets;
using Anomaly.Dashboard.Access.Keys;
using Anomaly.Dashboard.Access.Roles;

namespace Anomaly.Dashboard.Tests.Access;

/// <summary>Every endpoint and hub that the host has, without a credential, with a wrong one, with one that is too weak, with one that is enough.</summary>
[Collection(GuardedFrontCollection.Name)]
public sealed class EndpointAccessTests(GuardedFrontFixture front)
{
    /// <summary>What more than reading is needed for. Whoever maps a further endpoint that changes something says here for whom.</summary>
    private static readonly Dictionary<string, Role> Changing = new()
    {
        ["PATCH /anomalies/{id}"] = Role.Operator,
        ["POST /api/v1/incidents/{id}/acknowledge"] = Role.Operator,
        ["POST /api/v1/incidents/{id}/comments"] = Role.Operator,
        ["POST /api/v1/incidents/{id}/resolve"] = Role.Operator,
        ["PUT /api/v1/series/{id}/settings"] = Role.Operator,
        ["DELETE /api/v1/series/{id}/settings"] = Role.Operator,
        ["POST /api/v1/series/{id}/preview"] = Role.Viewer,
        ["PUT /api/v1/rules"] = Role.Admin,
        ["POST /api/v1/silences"] = Role.Operator,
        ["DELETE /api/v1/silences/{id}"] = Role.Operator,
        ["PUT /api/v1/routes"] = Role.Admin,
        ["PUT /api/v1/channels/{name}"] = Role.Admin,
        ["DELETE /api/v1/channels/{name}"] = Role.Admin,
        ["POST /api/v1/channels/{name}/test"] = Role.Operator,
        ["POST /api/v1/notifications/{id}/retry"] = Role.Operator,
        ["POST /api/v1/samples"] = Role.Operator,
        ["GET /api/v1/keys"] = Role.Admin,
        ["POST /api/v1/keys"] = Role.Admin,
        ["DELETE /api/v1/keys/{name}"] = Role.Admin,
        ["GET /api/v1/audit"] = Role.Admin,
    };

    private List<ServedEndpoint> All => ServedEndpoint.Of(front.Services);

    private IEnumerable<ServedEndpoint> Guarded => All.Where(endpoint => endpoint.Needed is not null);

    [Fact]
    public void Endpoints_OpenToAll_AreHealthSignInAndFilesOfThePages()
    {
        var open = All.Where(endpoint => endpoint.Needed is null && !IsFile(endpoint.Route)).Select(endpoint => $"{endpoint.Method} {endpoint.Route}").Distinct().Order(StringComparer.Ordinal);

        Assert.Equal(["GET /healthz", "GET /readyz", "GET /sign-in", "POST /sign-in", "POST /sign-out"], open);
    }

    [Fact]
    public void Endpoints_ThatChangeSomething_AskForTheRoleThatIsWrittenHere()
    {
        var changing = All.Where(endpoint => endpoint.Route.StartsWith("/api/", StringComparison.Ordinal) || endpoint.Route.StartsWith("/anomalies", StringComparison.Ordinal))
            .Where(endpoint => endpoint.Method != "GET" || endpoint.Needed != Role.Viewer)
            .ToDictionary(endpoint => $"{endpoint.Method} {endpoint.Route}", endpoint => endpoint.Needed!.Value);

        Assert.Equal(Changing.OrderBy(each => each.Key, StringComparer.Ordinal), changing.OrderBy(each => each.Key, StringComparer.Ordinal));
    }

    [Fact]
    public async Task Endpoints_WithoutACredential_AreClosed()
    {
        Assert.True(Guarded.Count() > 50);
        foreach (var endpoint in Guarded)
        {
            using var response = await front.SendAsync(endpoint.Method, endpoint.Address, null);
            if (response.StatusCode == HttpStatusCode.Redirect)
                Assert.StartsWith("/sign-in?return=", response.Headers.Location!.ToString(), StringComparison.Ordinal);
            else
                Assert.True(response.StatusCode == HttpStatusCode.Unauthorized, $"{endpoint} {response.StatusCode}");
        }
    }

    [Fact]
    public async Task Endpoints_WithAWeakerRole_AreClosed()
    {
        foreach (var endpoint in Guarded.Where(endpoint => endpoint.Needed > Role.Viewer))
        {
            foreach (var role in Enum.GetValues<Role>().Where(role => role < endpoint.Needed))
            {
                using var response = await front.SendAsync(endpoint.Method, endpoint.Address, front.Keys.Of(role), "{}");
                Assert.True(response.StatusCode == HttpStatusCode.Forbidden, $"{endpoint} {role} {response.StatusCode}");
                Assert.Contains($"'{role.NameOf()}' has the role {role.NameOf()}; this needs {endpoint.Needed!.Value.NameOf()}.", await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken), StringComparison.Ordinal);
            }
        }
    }

    [Fact]
    public async Task Endpoints_WithEnough_Answer()
    {
        foreach (var endpoint in Guarded.Where(endpoint => !endpoint.Route.Contains("_blazor", StringComparison.Ordinal)))
        {
            using var response = await front.SendAsync(endpoint.Method, endpoint.Address, front.Keys.Of(endpoint.Needed!.Value), endpoint.Method == "GET" ? null : "no JSON");
            Assert.False(response.StatusCode is HttpStatusCode.Unauthorized or HttpStatusCode.Forbidden or >= HttpStatusCode.InternalServerError, $"{endpoint} {response.StatusCode}");
        }
    }

    [Theory]
    [InlineData("X-Api-Key", "")]
    [InlineData("X-Api-Key", "wrong")]
    [InlineData("Authorization", "Bearer wrong")]
    [InlineData("Authorization", "Bearer eyJhbGciOiJub25lIn0.e30.")]
    [InlineData("Authorization", "Basic YWRtaW46YWRtaW4=")]
    public async Task Request_WithAWrongCredential_IsRefusedAndSaysWhy(string header, string value)
    {
        foreach (var address in new[] { "/anomalies", "/ui", "/_blazor/negotiate" })
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, front.Address + address);
            request.Headers.TryAddWithoutValidation(header, value);
            using var response = await front.Http.SendAsync(request, TestContext.Current.CancellationToken);

            Assert.Equal(HttpStatusCode.Unauthorized, response.StatusCode);
            Assert.Contains("invalid_token", response.Headers.WwwAuthenticate.ToString(), StringComparison.Ordinal);
            var body = await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
            Assert.True(value.Length < 5 || !body.Contains(value.Split(' ')[^1], StringComparison.Ordinal), body);
        }
    }

    [Fact]
    public async Task Hub_OfThePages_OpensForTheSignedInAlone()
    {
        var address = new Uri(front.Address.Replace("http", "ws", StringComparison.Ordinal) + "/_blazor?id=none");

        Assert.Equal(HttpStatusCode.Unauthorized, await OpenAsync(null));
        Assert.Equal(HttpStatusCode.Unauthorized, await OpenAsync(ApiKey.Create()));
        Assert.NotEqual(HttpStatusCode.Unauthorized, await OpenAsync(front.Keys.Of(Role.Viewer)));

        async Task<HttpStatusCode> OpenAsync(string? key)
        {
            using var socket = new ClientWebSocket();
            socket.Options.CollectHttpResponseDetails = true;
            socket.Options.SetRequestHeader("X-Api-Key", key);
            try
            {
                await socket.ConnectAsync(address, TestContext.Current.CancellationToken);
            }
            catch (WebSocketException)
            {
                // The status says why.
            }

            return socket.HttpStatusCode;
        }
    }

    private static bool IsFile(string route) => route.StartsWith("_content/", StringComparison.Ordinal) || route.StartsWith("assets/", StringComparison.Ordinal) || route.StartsWith("_framework/", StringComparison.Ordinal)
        || route.EndsWith(".css", StringComparison.Ordinal) || route.EndsWith(".js", StringComparison.Ordinal);
}
