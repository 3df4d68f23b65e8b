using Anomaly.Dashboard.Ui.Settings.Drafts;
using Anomaly.Dashboard.Ui.Settings.Fields;
using Microsoft.AspNetCore.Components;

namespace Anomaly.Dashboard.Ui.Settings.Form;

/// <summary>The settings that say which alarms are raised.</summary>
public sealed partial class AlarmsCard
{
    /// <summary>What the settings are part of.</summary>
    [Parameter, EditorRequired] public SettingsDraft Draft { get; set; } = null!;

    /// <summary>What the cluster says is wrong.</summary>
    [Parameter, EditorRequired] public FieldErrors Errors { get; set; } = FieldErrors.None;

    /// <summary>Makes the ids of the elements unique.</summary>
    [Parameter, EditorRequired] public string Prefix { get; set; } = "";

    /// <summary>The draft was changed.</summary>
    [Parameter] public EventCallback OnChanged { get; set; }

    private IReadOnlyList<SettingField> Fields =>
        [.. SettingsForm.Known(Draft).Where(known => known.Path.StartsWith(FieldCatalogue.Alarms + ".", StringComparison.Ordinal))];
}
