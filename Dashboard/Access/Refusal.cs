using Anomaly.Dashboard.Access.Limits;
using Anomaly.Dashboard.Access.Roles;
using Anomaly.Dashboard.Api.Problems;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Authorization.Policy;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Anomaly.Dashboard.Access;

/// <summary>Answers whoever may not: pages lead to where one signs in, all else gets problem details that say why.</summary>
internal sealed class Refusal(FailedAttempts attempts, ILogger<Refusal> logger) : IAuthorizationMiddlewareResultHandler
{
    private static readonly object Reason = new();
    private static readonly object Away = new();

    private readonly AuthorizationMiddlewareResultHandler _otherwise = new();

    /// <summary>Keeps why somebody who is known may nothing.</summary>
    public static void Note(HttpContext context, string reason) => context.Items[Reason] = reason;

    /// <summary>Keeps that the identity provider could not be asked.</summary>
    public static void NoteAway(HttpContext context) => context.Items[Away] = true;

    /// <summary>Where a request comes from; null where that is not known.</summary>
    public static string? AddressOf(HttpContext context) =>
        context.Connection.RemoteIpAddress is { } address ? (address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address).ToString() : null;

    public Task HandleAsync(RequestDelegate next, HttpContext context, AuthorizationPolicy policy, PolicyAuthorizationResult authorizeResult)
    {
        if (authorizeResult.Succeeded)
            return _otherwise.HandleAsync(next, context, policy, authorizeResult);
        if (context.Items.ContainsKey(Away))
            return ApiProblem.Unavailable(context, "The identity provider cannot be reached, so the token cannot be checked; try again.").ExecuteAsync(context);

        return authorizeResult.Challenged ? ChallengeAsync(context) : Forbid(context, policy).ExecuteAsync(context);
    }

    private async Task ChallengeAsync(HttpContext context)
    {
        // Not done again: the handler keeps its result for the request.
        var failure = (await context.AuthenticateAsync()).Failure?.Message;
        if (failure is null && IsPage(context.Request))
        {
            context.Response.Redirect($"/sign-in?return={Uri.EscapeDataString(context.Request.Path + context.Request.QueryString)}");
            return;
        }

        if (failure is not null && !attempts.Count(context))
        {
            await ApiProblem.TooMany(context, FailedAttempts.Period, "Too many requests from this address came with a key or token that is not accepted.").ExecuteAsync(context);
            return;
        }

        context.Response.Headers.WWWAuthenticate = failure is null ? "Bearer" : "Bearer error=\"invalid_token\"";
        if (failure is not null)
            logger.CredentialRefused(context.Request.Method, context.Request.Path, AddressOf(context), failure);

        await ApiProblem.Unauthorized(failure ?? $"Say who you are: '{Schemes.KeyHeader}: <key>', 'Authorization: Bearer <key or token>', or sign in at /sign-in.").ExecuteAsync(context);
    }

    private ProblemHttpResult Forbid(HttpContext context, AuthorizationPolicy policy)
    {
        var needed = policy.Requirements.OfType<RoleRequirement>().Select(requirement => requirement.Role).DefaultIfEmpty(Role.Viewer).Max();
        var reason = context.Items[Reason] as string ?? new NotAllowedException(Actor.Of(context.User), needed).Message;
        logger.CredentialRefused(context.Request.Method, context.Request.Path, AddressOf(context), reason);
        return ApiProblem.Forbidden(reason);
    }

    private static bool IsPage(HttpRequest request) =>
        HttpMethods.IsGet(request.Method) && (request.Path == "/" || request.Path.StartsWithSegments("/ui") || request.Path.StartsWithSegments("/orleans"));
}
