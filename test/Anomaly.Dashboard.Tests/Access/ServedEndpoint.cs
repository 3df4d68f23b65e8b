using Anomaly.Dashboard.Access.Roles;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Anomaly.Dashboard.Tests.Access;

/// <summary>An endpoint that the running host has, by a method that it takes.</summary>
/// <param name="Method">The method.</param>
/// <param name="Route">The route, as it is mapped.</param>
/// <param name="Needed">The role that it asks for; null for none.</param>
internal sealed record ServedEndpoint(string Method, string Route, Role? Needed)
{
    /// <summary>An address that leads to it. What is in braces stands for something that is not there.</summary>
    public string Address => "/" + string.Join('/', Route.Trim('/').Split('/').Select(segment => segment.StartsWith('{') ? (segment.Contains("id", StringComparison.Ordinal) ? "01a21b6a-080e-76be-8a2f-000000000000" : "none") : segment));

    /// <summary>All of a host, also those that nobody thought of.</summary>
    public static List<ServedEndpoint> Of(IServiceProvider services) =>
        [.. services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>().SelectMany(endpoint => MethodsOf(endpoint).Select(method => new ServedEndpoint(method, endpoint.RoutePattern.RawText ?? "", NeededBy(endpoint))))];

    private static IEnumerable<string> MethodsOf(RouteEndpoint endpoint) => endpoint.Metadata.GetMetadata<HttpMethodMetadata>()?.HttpMethods is { Count: > 0 } methods ? methods : ["GET", "POST"];

    private static Role? NeededBy(RouteEndpoint endpoint)
    {
        if (endpoint.Metadata.GetMetadata<IAllowAnonymous>() is not null)
            return null;

        // What says nothing falls back to the viewer's.
        return endpoint.Metadata.OfType<AuthorizationPolicy>().SelectMany(policy => policy.Requirements).OfType<RoleRequirement>().Select(requirement => requirement.Role).DefaultIfEmpty(Role.Viewer).Max();
    }
}
