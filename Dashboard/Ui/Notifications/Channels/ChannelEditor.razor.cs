using Microsoft.AspNetCore.Components;

namespace Anomaly.Dashboard.Ui.Notifications.Channels;

/// <summary>Edits and saves one channel.</summary>
public sealed partial class ChannelEditor
{
    /// <summary>The channel.</summary>
    [Parameter, EditorRequired] public ChannelEdit Edit { get; set; } = null!;

    /// <summary>Whether somebody else changed it.</summary>
    [Parameter] public bool Conflict { get; set; }

    /// <summary>Whether somebody else deleted it.</summary>
    [Parameter] public bool IsGone { get; set; }

    /// <summary>Why it is not saved; null for nothing.</summary>
    [Parameter] public string? Failure { get; set; }

    /// <summary>Whether a change is under way.</summary>
    [Parameter] public bool Busy { get; set; }

    /// <summary>It was changed.</summary>
    [Parameter] public EventCallback OnChanged { get; set; }

    /// <summary>It is to be saved.</summary>
    [Parameter] public EventCallback OnSaved { get; set; }

    /// <summary>The form is to go.</summary>
    [Parameter] public EventCallback OnClosed { get; set; }

    /// <summary>What somebody else saved is wanted.</summary>
    [Parameter] public EventCallback OnTheirs { get; set; }

    /// <summary>What was entered is to win.</summary>
    [Parameter] public EventCallback OnMine { get; set; }
}
