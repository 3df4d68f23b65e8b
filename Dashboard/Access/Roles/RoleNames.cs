namespace Anomaly.Dashboard.Access.Roles;

/// <summary>Roles as text.</summary>
internal static class RoleNames
{
    public const string Viewer = "viewer";
    public const string Operator = "operator";
    public const string Admin = "admin";

    /// <summary>The names, the weakest first.</summary>
    public const string All = "viewer, operator or admin";

    public static string NameOf(this Role role) => role switch
    {
        Role.Viewer => Viewer,
        Role.Operator => Operator,
        _ => Admin,
    };

    public static Role? Parse(string name) => name switch
    {
        Viewer => Role.Viewer,
        Operator => Role.Operator,
        Admin => Role.Admin,
        _ => null,
    };
}
