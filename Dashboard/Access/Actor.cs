using System.Security.Claims;
using Anomaly.Dashboard.Access.Roles;

namespace Anomaly.Dashboard.Access;

/// <summary>Who does something.</summary>
/// <param name="Name">The name: of a key, or of a person as the identity provider says it.</param>
/// <param name="Role">What they may.</param>
/// <param name="IsKnown">Whether they said who they are: false where no authentication is set up.</param>
public sealed record Actor(string Name, Role Role, bool IsKnown = true)
{
    /// <summary>The claim that has the role here, whatever it is called where it comes from.</summary>
    internal const string RoleClaim = "anomaly_role";

    /// <summary>The claim that says that nobody was asked who they are.</summary>
    internal const string OpenClaim = "anomaly_open";

    /// <summary>Whoever comes, where no authentication is set up.</summary>
    public static Actor Anyone { get; } = new("anonymous", Role.Admin, IsKnown: false);

    /// <summary>Who a signed-in user is here.</summary>
    /// <param name="user">The user.</param>
    /// <returns>Null where they are nobody, or have no role.</returns>
    public static Actor? Of(ClaimsPrincipal? user)
    {
        if (user?.Identity is not { IsAuthenticated: true } || RoleNames.Parse(user.FindFirstValue(RoleClaim) ?? "") is not { } role)
            return null;

        return user.HasClaim(claim => claim.Type == OpenClaim) ? Anyone : new(user.Identity.Name ?? "unnamed", role);
    }

    /// <summary>Whether they may what a role may.</summary>
    public bool May(Role role) => Role >= role;
}
