using System.Security.Claims;
using System.Text.Encodings.Web;
using Anomaly.Dashboard.Access.Roles;
using Microsoft.AspNetCore.Authentication;
using Microsoft.Extensions.Options;

namespace Anomaly.Dashboard.Access;

/// <summary>Where no authentication is set up, whoever comes may all.</summary>
internal sealed class OpenHandler(IOptionsMonitor<AuthenticationSchemeOptions> options, ILoggerFactory loggers, UrlEncoder encoder)
    : AuthenticationHandler<AuthenticationSchemeOptions>(options, loggers, encoder)
{
    public static ClaimsPrincipal Anyone { get; } = new(new ClaimsIdentity(
        [new(ClaimTypes.Name, Actor.Anyone.Name), new(Actor.RoleClaim, RoleNames.Admin), new(Actor.OpenClaim, "")], Schemes.Open));

    protected override Task<AuthenticateResult> HandleAuthenticateAsync() => Task.FromResult(AuthenticateResult.Success(new(Anyone, Schemes.Open)));
}
