using Anomaly.Dashboard.Ui.Settings.Drafts;
using Microsoft.AspNetCore.Components;

namespace Anomaly.Dashboard.Ui.Settings.Form;

/// <summary>Settings that the form has no words for, as JSON; they are edited as such.</summary>
public sealed partial class OtherFields
{
    /// <summary>Where they stand.</summary>
    [Parameter, EditorRequired] public IReadOnlyList<string> Paths { get; set; } = [];

    /// <summary>What they are part of.</summary>
    [Parameter, EditorRequired] public SettingsDraft Draft { get; set; } = null!;

    /// <summary>What the cluster says is wrong.</summary>
    [Parameter, EditorRequired] public FieldErrors Errors { get; set; } = FieldErrors.None;

    /// <summary>The draft was changed.</summary>
    [Parameter] public EventCallback OnChanged { get; set; }
}
