namespace Anomaly.Dashboard.Configuration;

/// <summary>Section <c>Web:OpenIdConnect</c>.</summary>
public sealed class OpenIdConnectSettings
{
    /// <summary>The address of the identity provider, below which <c>.well-known/openid-configuration</c> is; empty for none.</summary>
    public string Authority { get; set; } = "";

    /// <summary>What access tokens for the API must be issued for; empty: the API takes none.</summary>
    public string Audience { get; set; } = "";

    /// <summary>The client as which people sign in to the pages; empty: they cannot.</summary>
    public string ClientId { get; set; } = "";

    /// <summary>Its secret.</summary>
    public string ClientSecret { get; set; } = "";

    /// <summary>What is asked for when people sign in, separated by spaces.</summary>
    public string Scope { get; set; } = "openid profile";

    /// <summary>The claim that has the roles.</summary>
    public string RoleClaim { get; set; } = "roles";

    /// <summary>The roles here by the values of the claim; a value that is a role's name stands for it unless something is set.</summary>
    public Dictionary<string, string> Roles { get; set; } = [];
}
