using Microsoft.AspNetCore.Components;

namespace Anomaly.Dashboard.Access.SignIn;

/// <summary>Where people sign in; plain HTML without scripts.</summary>
public sealed partial class SignInPage
{
    /// <summary>Where they wanted to go.</summary>
    [Parameter] public string ReturnTo { get; set; } = "";

    /// <summary>Why they are not let in.</summary>
    [Parameter] public string? Problem { get; set; }

    /// <summary>Whether an identity provider is set up.</summary>
    [Parameter] public bool HasProvider { get; set; }

    private string ProviderAddress => $"/sign-in/provider?return={Uri.EscapeDataString(ReturnTo)}";
}
