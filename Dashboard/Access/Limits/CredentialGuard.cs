using Anomaly.Dashboard.Access.Keys;
using Anomaly.Dashboard.Api.Problems;

namespace Anomaly.Dashboard.Access.Limits;

/// <summary>Before anybody is asked who they are, keys in addresses are refused.</summary>
internal static class CredentialGuard
{
    private static readonly string[] Names = ["key", "token", "api_key", "apikey", "api-key", "x-api-key", "access_token", "authorization", "password"];

    public static IApplicationBuilder UseCredentialGuard(this IApplicationBuilder app) => app.Use((context, next) =>
    {
        if (FindInAddress(context.Request) is { } name)
        {
            return ApiProblem.Invalid(
                new Dictionary<string, string[]> { [name] = ["is in the address, which logs and histories keep; a key or token must be in a header"] },
                $"A key or token in the address is not taken, because logs and histories keep it: send '{Schemes.KeyHeader}: <key>' or 'Authorization: Bearer <key or token>', and take this one out of use.").ExecuteAsync(context);
        }

        return next(context);
    });

    /// <summary>The name of the parameter; one that holds a key is not repeated.</summary>
    private static string? FindInAddress(HttpRequest request)
    {
        if (!request.QueryString.HasValue)
            return null;

        foreach (var (name, values) in request.Query)
        {
            if (Names.Contains(name, StringComparer.OrdinalIgnoreCase))
                return name;
            if (ApiKey.IsMeant(name) || values.Any(value => value is not null && LooksLikeKey(value)))
                return "query";
        }

        return null;
    }

    private static bool LooksLikeKey(string value) => ApiKey.IsMeant(value) && value.Length >= ApiKey.Length;
}
