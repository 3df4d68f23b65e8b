namespace Anomaly.Dashboard.Access.Roles;

/// <summary>Says which role an endpoint asks for; one that says nothing asks for the viewer's.</summary>
internal static class RoleExtensions
{
    public static TBuilder For<TBuilder>(this TBuilder endpoint, Role role)
        where TBuilder : IEndpointConventionBuilder => endpoint.RequireAuthorization(RoleRequirement.Policy(role));
}
