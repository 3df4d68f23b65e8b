using Anomaly.Dashboard.Api.Problems;

namespace Anomaly.Dashboard;

/// <summary>
/// Refuses what a browser posts from another site's page: any page that somebody visits could silence, acknowledge or send what it likes. Other methods than POST a browser
/// asks about first, and is not allowed. Programs say nothing of pages, and are let through.
/// </summary>
internal static class OwnPagesOnly
{
    private static readonly string[] Paths = ["/api", "/sign-in", "/sign-out"];

    public static IApplicationBuilder UseOwnPagesOnly(this IApplicationBuilder app) => app.Use((context, next) =>
        Matters(context) && IsFromElsewhere(context.Request)
            ? ApiProblem.Forbidden("Nothing may be sent by a page of another site; send it from a program.").ExecuteAsync(context)
            : next(context));

    /// <summary>Also the socket of a page: a browser opens it for any page, and would send the cookie along.</summary>
    private static bool Matters(HttpContext context) =>
        (HttpMethods.IsPost(context.Request.Method) && Paths.Any(path => context.Request.Path.StartsWithSegments(path))) || context.Request.Path.StartsWithSegments("/_blazor");

    private static bool IsFromElsewhere(HttpRequest request)
    {
        // Browsers say it where the service is reached by https or on this machine; else there is the page's address.
        if (request.Headers["Sec-Fetch-Site"] is [{ Length: > 0 } site])
            return site is not ("same-origin" or "none");

        return request.Headers.Origin is [{ Length: > 0 } origin] && !(Uri.TryCreate(origin, UriKind.Absolute, out var page) && page.Authority == request.Host.Value);
    }
}
