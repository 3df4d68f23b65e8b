using Anomaly.Dashboard.Ui.Anomalies;
using Anomaly.Dashboard.Ui.Settings.Drafts;
using Anomaly.Dashboard.Ui.Settings.Fields;
using Microsoft.AspNetCore.Components;

namespace Anomaly.Dashboard.Ui.Settings.Form;

/// <summary>The settings of one method, with its switch.</summary>
public sealed partial class MethodCard
{
    /// <summary>The method's name.</summary>
    [Parameter, EditorRequired] public string Method { get; set; } = "";

    /// <summary>What its settings are part of.</summary>
    [Parameter, EditorRequired] public SettingsDraft Draft { get; set; } = null!;

    /// <summary>What the cluster says is wrong.</summary>
    [Parameter, EditorRequired] public FieldErrors Errors { get; set; } = FieldErrors.None;

    /// <summary>Makes the ids of the elements unique.</summary>
    [Parameter, EditorRequired] public string Prefix { get; set; } = "";

    /// <summary>The draft was changed.</summary>
    [Parameter] public EventCallback OnChanged { get; set; }

    private string Title => AnomalyText.Words(Method);

    private bool Running => Draft.Runs(Method);

    private IEnumerable<SettingField> Fields => SettingsForm.Known(Draft).Where(known => known.Path.StartsWith(Method + ".", StringComparison.Ordinal));

    private IReadOnlyList<string> Others => [.. SettingsForm.Unknown(Draft).Where(path => path.StartsWith(Method + ".", StringComparison.Ordinal))];

    private Task SwitchAsync(bool on)
    {
        Draft.Switch(Method, on);
        return OnChanged.InvokeAsync();
    }
}
