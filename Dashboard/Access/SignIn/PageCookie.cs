using System.Security.Claims;
using Anomaly.Dashboard.Access.Keys;
using Anomaly.Dashboard.Configuration;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;

namespace Anomaly.Dashboard.Access.SignIn;

/// <summary>The cookie of somebody who signed in to the pages.</summary>
internal static class PageCookie
{
    /// <summary>After this somebody signs in anew.</summary>
    public static TimeSpan Lifetime { get; } = TimeSpan.FromHours(12);

    /// <summary>Until when somebody is signed in by a key.</summary>
    public static DateTimeOffset End(KnownKey key, DateTimeOffset now) => key.ExpiresAt is { } end && end < now + Lifetime ? end : now + Lifetime;

    public static void SetUp(CookieAuthenticationOptions options, FrontSettings web)
    {
        options.Cookie.Name = "anomaly";
        options.Cookie.HttpOnly = true;
        options.Cookie.SameSite = SameSiteMode.Lax;
        options.Cookie.SecurePolicy = web.Scheme == Uri.UriSchemeHttps ? CookieSecurePolicy.Always : CookieSecurePolicy.SameAsRequest;
        options.ExpireTimeSpan = Lifetime;
        options.SlidingExpiration = false;
        options.Events.OnValidatePrincipal = async context =>
        {
            if (StillHolds(context.Principal, context.HttpContext.RequestServices.GetRequiredService<KeyBook>()))
                return;

            context.RejectPrincipal();
            await context.HttpContext.SignOutAsync(Schemes.Page);
        };
        // Endpoints that refuse say so themselves.
        options.Events.OnRedirectToLogin = options.Events.OnRedirectToAccessDenied = _ => Task.CompletedTask;
    }

    /// <summary>Whether the key by which somebody signed in is still accepted; who came by the identity provider stays until the cookie's end.</summary>
    public static bool StillHolds(ClaimsPrincipal? user, KeyBook book) =>
        Actor.Of(user) is { } actor && (user!.FindFirst(KeyHandler.HashClaim) is not { } hash || book.Accepts(hash.Value, actor.Role));
}
