using Microsoft.AspNetCore.Http.Features;

namespace Anomaly.Dashboard.Api.Queries;

/// <summary>
/// A segment of the address as the client encoded it. A route value has all escapes decoded but <c>%2F</c>, so that the ids
/// <c>a/b</c> and <c>a%2Fb</c> would look the same.
/// </summary>
internal static class RawSegment
{
    public static string After(HttpContext context, string prefix, string routeValue)
    {
        var path = (context.Features.Get<IHttpRequestFeature>()?.RawTarget ?? "").Split('?', 2)[0];
        var start = path.IndexOf(prefix, StringComparison.OrdinalIgnoreCase);
        return start < 0 ? routeValue : Uri.UnescapeDataString(path[(start + prefix.Length)..].Split('/', 2)[0]);
    }
}
