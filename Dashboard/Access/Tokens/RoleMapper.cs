using System.Security.Claims;
using System.Text.Json;
using Anomaly.Dashboard.Access.Roles;
using Anomaly.Dashboard.Configuration;

namespace Anomaly.Dashboard.Access.Tokens;

/// <summary>Who somebody is here whom the identity provider vouches for.</summary>
internal sealed class RoleMapper(OpenIdConnectSettings provider)
{
    private const int LongestShown = 200;

    /// <summary>Providers name people, and programs, by different claims; the first that is there.</summary>
    private static readonly string[] NameClaims = ["preferred_username", "email", "name", "client_id", "azp", "sub"];

    /// <summary>Makes the user of a token. Where it gives no role, the user has none.</summary>
    /// <param name="token">What the token says.</param>
    /// <param name="scheme">The way by which it came.</param>
    public ClaimsPrincipal Map(ClaimsPrincipal token, string scheme)
    {
        var name = NameClaims.Select(token.FindFirstValue).FirstOrDefault(value => !string.IsNullOrWhiteSpace(value)) ?? "unnamed";
        var claims = new List<Claim> { new(ClaimTypes.Name, name) };
        if (Values(token).Select(RoleOf).Max() is { } role)
            claims.Add(new(Actor.RoleClaim, role.NameOf()));

        return new(new ClaimsIdentity(claims, scheme));
    }

    /// <summary>Why a token gives no role, for whoever sent it.</summary>
    public string Explain(ClaimsPrincipal token)
    {
        var values = string.Join(", ", Values(token));
        var found = values.Length == 0 ? "is not there" : $"is '{(values.Length > LongestShown ? values[..LongestShown] + "…" : values)}'";
        var known = provider.Roles.Count > 0 ? string.Join(", ", provider.Roles.Keys) : RoleNames.All;
        return $"The claim '{provider.RoleClaim}' {found}, which gives no role here; it must have {known}.";
    }

    private Role? RoleOf(string value) =>
        provider.Roles.Count == 0 ? RoleNames.Parse(value) : provider.Roles.TryGetValue(value, out var name) ? RoleNames.Parse(name) : null;

    /// <summary>The values of the claim; one with a dot in its name may also stand in a JSON object, as Keycloak's <c>realm_access.roles</c> does.</summary>
    private IEnumerable<string> Values(ClaimsPrincipal token)
    {
        var plain = token.FindAll(provider.RoleClaim).Select(claim => claim.Value).ToArray();
        if (plain.Length > 0 || provider.RoleClaim.Split('.') is not [var outer, .. { Length: > 0 } inner])
            return plain;

        return token.FindAll(outer).SelectMany(claim => Inside(claim.Value, inner));
    }

    private static IEnumerable<string> Inside(string json, string[] path)
    {
        try
        {
            using var document = JsonDocument.Parse(json);
            var at = document.RootElement;
            foreach (var name in path)
            {
                if (at.ValueKind != JsonValueKind.Object || !at.TryGetProperty(name, out at))
                    return [];
            }

            return at.ValueKind switch
            {
                JsonValueKind.Array => [.. at.EnumerateArray().Where(each => each.ValueKind == JsonValueKind.String).Select(each => each.GetString()!)],
                JsonValueKind.String => [at.GetString()!],
                _ => [],
            };
        }
        catch (JsonException)
        {
            return [];
        }
    }
}
