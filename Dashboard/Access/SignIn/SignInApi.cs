using Anomaly.Dashboard.Access.Keys;
using Anomaly.Dashboard.Access.Limits;
using Anomaly.Dashboard.Changes;
using Anomaly.Dashboard.Configuration;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;

namespace Anomaly.Dashboard.Access.SignIn;

/// <summary><c>/sign-in</c> and <c>/sign-out</c>: for people, in a browser.</summary>
internal static class SignInApi
{
    private const string Start = "/ui";

    public static void MapSignIn(this IEndpointRouteBuilder app, FrontSettings web)
    {
        if (!web.HasAuthentication)
            return;

        app.MapGet("/sign-in", (string? @return, string? failed) => Page(web, Own(@return), failed is null ? null : "The identity provider did not let you in, or gave you no role here. The service's log has the reason.", StatusCodes.Status200OK))
            .AllowAnonymous().ExcludeFromDescription();
        app.MapPost("/sign-in", SignInAsync).AllowAnonymous().ExcludeFromDescription();
        app.MapPost("/sign-out", SignOutAsync).AllowAnonymous().ExcludeFromDescription();
        if (web.OpenIdConnect.ClientId.Length > 0)
        {
            app.MapGet("/sign-in/provider", (string? @return) => TypedResults.Challenge(new AuthenticationProperties { RedirectUri = Own(@return) }, [Schemes.SingleSignOn]))
                .AllowAnonymous().ExcludeFromDescription();
        }
    }

    private static async Task<IResult> SignInAsync(
        [FromForm] string? key, [FromForm] string? @return, HttpContext context, FrontSettings web, KeyBook book, FailedAttempts attempts, AuditLog audit, TimeProvider time, ILogger<KeyBook> logger)
    {
        var (known, flaw) = KeyHandler.Find(book, (key ?? "").Trim());
        if (known is null)
        {
            if (!attempts.Count(context))
                return Page(web, Own(@return), "There were too many attempts from your address. Wait a minute.", StatusCodes.Status429TooManyRequests);

            logger.CredentialRefused(context.Request.Method, context.Request.Path, Refusal.AddressOf(context), flaw);
            return Page(web, Own(@return), flaw, StatusCodes.Status401Unauthorized);
        }

        var user = KeyHandler.Bearer(known, Schemes.Page);
        await context.SignInAsync(Schemes.Page, user, new AuthenticationProperties { ExpiresUtc = PageCookie.End(known, time.GetUtcNow()) });
        await audit.WriteAsync(Actor.Of(user)!, "session.sign_in", "", null, null);
        return TypedResults.LocalRedirect(Own(@return));
    }

    private static async Task<RedirectHttpResult> SignOutAsync(HttpContext context, IFormCollection form)
    {
        _ = form; // asked for, so that the form is checked to be one of ours
        await context.SignOutAsync(Schemes.Page);
        return TypedResults.Redirect("/sign-in");
    }

    private static RazorComponentResult<SignInPage> Page(FrontSettings web, string to, string? problem, int status) => new(new Dictionary<string, object?>
    {
        [nameof(SignInPage.ReturnTo)] = to,
        [nameof(SignInPage.Problem)] = problem,
        [nameof(SignInPage.HasProvider)] = web.OpenIdConnect.ClientId.Length > 0,
    })
    { StatusCode = status };

    /// <summary>An address of ours: whoever made the link must not be able to send somebody elsewhere.</summary>
    private static string Own(string? address) =>
        address is ['/', ..] && !(address.Length > 1 && address[1] is '/' or '\\') && !address.Any(char.IsControl) && !address.StartsWith("/sign-", StringComparison.Ordinal) ? address : Start;
}
