namespace Anomaly.Dashboard;

/// <summary>Headers that tell browsers what they need not allow.</summary>
internal static class SecurityHeaders
{
    // Blazor's circuit is a web socket of the same origin; MudBlazor sets styles inline and draws a few images as data.
    private const string Pages =
        "default-src 'self'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; font-src 'self'; connect-src 'self'; "
        + "object-src 'none'; base-uri 'self'; form-action 'self'; frame-ancestors 'none'";

    private const string Data = "default-src 'none'; frame-ancestors 'none'";

    private static readonly string[] DataPaths = ["/anomalies", "/api", "/openapi", "/healthz", "/readyz"];

    public static IApplicationBuilder UseSecurityHeaders(this IApplicationBuilder app) => app.Use((context, next) =>
    {
        // When the answer begins, because the exception handler clears what was set before.
        context.Response.OnStarting(() =>
        {
            Set(context.Request.Path, context.Response.Headers);
            return Task.CompletedTask;
        });
        return next(context);
    });

    private static void Set(PathString path, IHeaderDictionary headers)
    {
        headers.XContentTypeOptions = "nosniff";
        headers.XFrameOptions = "DENY";
        headers["Referrer-Policy"] = "same-origin";
        if (DataPaths.Any(prefix => path.StartsWithSegments(prefix)))
            headers.ContentSecurityPolicy = Data;
        else if (path.StartsWithSegments("/ui"))
            headers.ContentSecurityPolicy = Pages;
    }
}
