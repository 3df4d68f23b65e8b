using Anomaly.Dashboard.Access.Keys;
using Anomaly.Dashboard.Configuration;

namespace Anomaly.Dashboard.Access;

/// <summary>The ways to say who one is, and which of them a request uses.</summary>
internal static class Schemes
{
    /// <summary>Leads to one of the others.</summary>
    public const string Any = "any";

    /// <summary>No authentication is set up.</summary>
    public const string Open = "open";

    /// <summary>A key in a header.</summary>
    public const string Key = "key";

    /// <summary>A token of the identity provider in a header.</summary>
    public const string Token = "token";

    /// <summary>The cookie of somebody who signed in.</summary>
    public const string Page = "page";

    /// <summary>The way to the identity provider and back.</summary>
    public const string SingleSignOn = "single-sign-on";

    public const string KeyHeader = "X-Api-Key";

    private const string Bearer = "Bearer ";

    public static string Choose(HttpContext context, FrontSettings web)
    {
        if (!web.HasAuthentication)
            return Open;
        if (BearerOf(context.Request) is { } token)
            return !ApiKey.IsMeant(token) && web.OpenIdConnect.Audience.Length > 0 ? Token : Key;

        return HasCredential(context.Request) ? Key : Page;
    }

    /// <summary>Whether a request brings more than a cookie.</summary>
    public static bool HasCredential(HttpRequest request) => request.Headers.ContainsKey(KeyHeader) || request.Headers.Authorization.Count > 0;

    /// <summary>What follows <c>Bearer</c> in the header; null where there is no such, or a key beside it.</summary>
    public static string? BearerOf(HttpRequest request) =>
        !request.Headers.ContainsKey(KeyHeader) && request.Headers.Authorization is [{ } header] && header.StartsWith(Bearer, StringComparison.OrdinalIgnoreCase) ? header[Bearer.Length..].Trim() : null;
}
