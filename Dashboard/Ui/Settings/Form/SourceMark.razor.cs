using Anomaly.Dashboard.Ui.Settings.Drafts;
using Microsoft.AspNetCore.Components;

namespace Anomaly.Dashboard.Ui.Settings.Form;

/// <summary>Where a setting's value comes from, with a button where it can be taken back.</summary>
public sealed partial class SourceMark
{
    /// <summary>What the setting is part of.</summary>
    [Parameter, EditorRequired] public SettingsDraft Draft { get; set; } = null!;

    /// <summary>Where it stands.</summary>
    [Parameter, EditorRequired] public string Path { get; set; } = "";

    /// <summary>Its name in words.</summary>
    [Parameter, EditorRequired] public string Title { get; set; } = "";

    /// <summary>It was taken back.</summary>
    [Parameter] public EventCallback OnTakenBack { get; set; }

    private Task TakeBackAsync()
    {
        Draft.TakeBack(Path);
        return OnTakenBack.InvokeAsync();
    }
}
