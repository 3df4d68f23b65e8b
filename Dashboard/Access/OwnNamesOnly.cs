using System.Net;
using Anomaly.Dashboard.Api.Problems;
using Anomaly.Dashboard.Configuration;

namespace Anomaly.Dashboard.Access;

/// <summary>
/// Where nobody is asked who they are, only names of this machine are answered to: a page of another site could have its own name lead here
/// (DNS rebinding), and would then count as one of ours.
/// </summary>
internal static class OwnNamesOnly
{
    public static IApplicationBuilder UseOwnNamesOnly(this IApplicationBuilder app, FrontSettings web) =>
        web.HasAuthentication || web.AllowAnonymous ? app : app.Use((context, next) => IsOwn(context.Request.Host.Host)
            ? next(context)
            : ApiProblem.Misdirected($"The name '{context.Request.Host.Host}' is not this machine's. Without authentication only localhost is answered to; set Web:ApiKeys or Web:OpenIdConnect, or Web:AllowAnonymous=true.").ExecuteAsync(context));

    private static bool IsOwn(string host) =>
        host is "localhost" || host.EndsWith(".localhost", StringComparison.OrdinalIgnoreCase) || (IPAddress.TryParse(host, out var address) && IPAddress.IsLoopback(address));
}
