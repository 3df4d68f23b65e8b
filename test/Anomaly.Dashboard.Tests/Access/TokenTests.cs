using System.Net;
using System.Net.Http.Json;
using System.Security.Cryptography;
using System.Text.Json.Nodes;
using Anomaly.Dashboard.Tests.Rest;
using Microsoft.IdentityModel.Tokens;

namespace Anomaly.Dashboard.Tests.Access;

/// <summary>Tokens of an identity provider: good ones, and each way of being bad.</summary>
[Collection(ProviderFrontCollection.Name)]
public sealed class TokenTests(ProviderFrontFixture front)
{
    private static readonly TimeSpan Hour = TimeSpan.FromHours(1);

    private static DateTimeOffset Now => TimeProvider.System.GetUtcNow();

    [Fact]
    public async Task Token_FromTheProvider_IsTaken_AndItsBearerIsKnownByName()
    {
        using var http = new HttpClient();
        IdentityProvider.User = ("robot-7", ["operator"]);
        using var answer = await http.PostAsync(
            new Uri(front.Provider.Address + "/token"),
            new FormUrlEncodedContent(new Dictionary<string, string> { ["grant_type"] = "client_credentials", ["client_id"] = IdentityProvider.ClientId, ["client_secret"] = IdentityProvider.ClientSecret }),
            Http.End);
        var token = (await answer.Content.ReadFromJsonAsync<JsonObject>(Http.End))!["access_token"]!.GetValue<string>();

        Assert.Equal(HttpStatusCode.OK, (await AskAsync("/anomalies", token)).Status);
        var (status, detail) = await AskAsync("/api/v1/keys", token);
        Assert.Equal((HttpStatusCode.Forbidden, "'robot-7' has the role operator; this needs admin."), (status, detail));
    }

    [Fact]
    public async Task Token_OfAClockThatIsFiveMinutesOff_IsRefusedAndSaysWhichTimes()
    {
        var early = await AskAsync("/anomalies", front.Provider.Sign(Now.AddMinutes(5), Now + Hour, roles: "viewer"));
        var late = await AskAsync("/anomalies", front.Provider.Sign(Now - Hour, Now.AddMinutes(-5), roles: "viewer"));

        Assert.Equal((HttpStatusCode.Unauthorized, HttpStatusCode.Unauthorized), (early.Status, late.Status));
        Assert.Matches(@"^The token is valid from \d{4}-\d\d-\d\d \d\d:\d\d:\d\dZ; here it is .*One of the two clocks is wrong\.$", early.Detail);
        Assert.Matches(@"^The token expired at \d{4}-.*; here it is .*Z\. Get a new one; where it is new, one of the two clocks is wrong\.$", late.Detail);
    }

    [Fact]
    public async Task Token_OfAClockThatIsHalfAMinuteOff_IsTaken()
    {
        Assert.Equal(HttpStatusCode.OK, (await AskAsync("/anomalies", front.Provider.Sign(Now.AddSeconds(30), Now + Hour, roles: "viewer"))).Status);
        Assert.Equal(HttpStatusCode.OK, (await AskAsync("/anomalies", front.Provider.Sign(Now - Hour, Now.AddSeconds(-30), roles: "viewer"))).Status);
    }

    [Fact]
    public async Task Token_WithARoleThatDoesNotExist_MayNothing_AndSaysWhich()
    {
        var (status, detail) = await AskAsync("/anomalies", front.Provider.Sign(Now, Now + Hour, roles: ["superuser", "root"]));

        Assert.Equal((HttpStatusCode.Forbidden, "The claim 'roles' is 'superuser, root', which gives no role here; it must have viewer, operator or admin."), (status, detail));
    }

    [Fact]
    public async Task Token_WithTwoRoles_HasTheStronger() =>
        Assert.Equal(HttpStatusCode.OK, (await AskAsync("/api/v1/keys", front.Provider.Sign(Now, Now + Hour, roles: ["viewer", "admin"]))).Status);

    [Fact]
    public async Task Token_OfAnotherAudienceIssuerOrKey_IsRefusedWithoutRepeatingIt()
    {
        using var other = RSA.Create(2048);
        (string Token, string Reason)[] bad =
        [
            (front.Provider.Sign(Now, Now + Hour, audience: "another", roles: "admin"), "The token was issued for another audience than Web:OpenIdConnect:Audience."),
            (front.Provider.Sign(Now, Now + Hour, issuer: "https://another.example/", roles: "admin"), "The token was issued by another than Web:OpenIdConnect:Authority."),
            (front.Provider.Sign(Now, Now + Hour, key: new RsaSecurityKey(other) { KeyId = "another" }, roles: "admin"), "The token is signed by a key that the identity provider does not have."),
            (front.Provider.Sign(Now, Now + Hour, key: new RsaSecurityKey(other) { KeyId = "signing-key" }, roles: "admin"), "The token's signature is wrong, or it has none."),
            ("not.a.token", "What was sent is no token (a JWT), and no key."),
        ];
        foreach (var (token, reason) in bad)
        {
            var (status, detail) = await AskAsync("/anomalies", token);
            Assert.Equal((HttpStatusCode.Unauthorized, reason), (status, detail));
        }
    }

    private async Task<(HttpStatusCode Status, string? Detail)> AskAsync(string address, string token)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, front.Address + address);
        request.Headers.TryAddWithoutValidation("Authorization", "Bearer " + token);
        using var response = await front.Http.SendAsync(request, Http.End);
        var body = await response.Content.ReadAsStringAsync(Http.End);
        Assert.DoesNotContain(token, body, StringComparison.Ordinal);
        return (response.StatusCode, response.IsSuccessStatusCode ? null : JsonNode.Parse(body)!["detail"]!.GetValue<string>());
    }
}
