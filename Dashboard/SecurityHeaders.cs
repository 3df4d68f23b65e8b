using System.Buffers.Text;
using System.Security.Cryptography;
using Anomaly.Dashboard.Configuration;

namespace Anomaly.Dashboard;

/// <summary>Headers that tell browsers what they need not allow.</summary>
internal static class SecurityHeaders
{
    private const string Data = "default-src 'none'; frame-ancestors 'none'";

    private static readonly object NonceItem = new();
    private static readonly string[] DataPaths = ["/anomalies", "/api", "/openapi", "/healthz", "/readyz"];
    private static readonly string[] PagePaths = ["/ui", "/sign-in"];

    /// <summary>What the scripts of a page must have as their <c>nonce</c>: another at each answer.</summary>
    public static string NonceOf(HttpContext context)
    {
        if (context.Items.TryGetValue(NonceItem, out var known))
            return (string)known!;

        // Of letters that stand in HTML as they are.
        var made = Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(16));
        context.Items[NonceItem] = made;
        return made;
    }

    public static IApplicationBuilder UseSecurityHeaders(this IApplicationBuilder app, FrontSettings web) => app.Use((context, next) =>
    {
        // When the answer begins, because the exception handler clears what was set before.
        context.Response.OnStarting(() =>
        {
            Set(context, web);
            return Task.CompletedTask;
        });
        return next(context);
    });

    private static void Set(HttpContext context, FrontSettings web)
    {
        var (path, headers) = (context.Request.Path, context.Response.Headers);
        headers.XContentTypeOptions = "nosniff";
        headers.XFrameOptions = "DENY";
        headers["Referrer-Policy"] = "same-origin";
        headers["Cross-Origin-Opener-Policy"] = "same-origin";
        headers["Cross-Origin-Resource-Policy"] = "same-origin";
        headers["Permissions-Policy"] = "camera=(), geolocation=(), microphone=(), payment=(), usb=()";
        if (web.Scheme == Uri.UriSchemeHttps)
            headers.StrictTransportSecurity = "max-age=31536000";

        if (DataPaths.Any(prefix => path.StartsWithSegments(prefix)))
        {
            headers.ContentSecurityPolicy = Data;
            // What one may read, the next one at the same browser or behind the same proxy may not.
            if (web.HasAuthentication && headers.CacheControl.Count == 0)
                headers.CacheControl = "no-store";
        }
        else if (PagePaths.Any(prefix => path.StartsWithSegments(prefix)))
        {
            headers.ContentSecurityPolicy = Pages(NonceOf(context));
        }
    }

    // Scripts are those of the page that have its nonce, and what these load; none stands in the page itself. Blazor's circuit is a web socket of the same origin;
    // MudBlazor sets styles inline and draws a few images as data.
    private static string Pages(string nonce) =>
        $"default-src 'self'; script-src 'nonce-{nonce}' 'strict-dynamic'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; font-src 'self'; connect-src 'self'; "
        + "object-src 'none'; base-uri 'self'; form-action 'self'; frame-ancestors 'none'";
}
