using Anomaly.Dashboard.Access;
using Anomaly.Dashboard.Access.Roles;
using Microsoft.AspNetCore.Components;

namespace Anomaly.Dashboard.Ui.Shared;

/// <summary>Shows what only some may do. Whether they may is asked again where it is done.</summary>
public sealed partial class Needs
{
    /// <summary>The role that it needs.</summary>
    [Parameter, EditorRequired] public Role Role { get; set; }

    /// <summary>What is shown to the others; null for nothing.</summary>
    [Parameter] public string? Otherwise { get; set; }

    /// <summary>What it is.</summary>
    [Parameter] public RenderFragment? ChildContent { get; set; }

    /// <summary>Who reads the page; null where that is not asked.</summary>
    [CascadingParameter] private Actor? Reader { get; set; }
}
