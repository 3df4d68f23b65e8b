using Microsoft.AspNetCore.Authorization;

namespace Anomaly.Dashboard.Access.Roles;

/// <summary>An endpoint asks for a role.</summary>
/// <param name="role">The role.</param>
internal sealed class RoleRequirement(Role role) : AuthorizationHandler<RoleRequirement>, IAuthorizationRequirement
{
    public Role Role => role;

    /// <summary>The policy of an endpoint for those who have a role.</summary>
    public static AuthorizationPolicy Policy(Role role) => new AuthorizationPolicyBuilder().RequireAuthenticatedUser().AddRequirements(new RoleRequirement(role)).Build();

    protected override Task HandleRequirementAsync(AuthorizationHandlerContext context, RoleRequirement requirement)
    {
        if (Actor.Of(context.User)?.May(requirement.Role) == true)
            context.Succeed(requirement);

        return Task.CompletedTask;
    }
}
