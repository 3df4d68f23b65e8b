using Anomaly.Dashboard.Ui.Settings.Drafts;
using Anomaly.Dashboard.Ui.Settings.Fields;
using Microsoft.AspNetCore.Components;

namespace Anomaly.Dashboard.Ui.Settings.Form;

/// <summary>Edits settings: the fields that <see cref="FieldCatalogue"/> knows, a card a method, and all of it as JSON.</summary>
public sealed partial class SettingsForm
{
    /// <summary>What is edited.</summary>
    [Parameter, EditorRequired] public SettingsDraft Draft { get; set; } = null!;

    /// <summary>What the cluster says is wrong.</summary>
    [Parameter, EditorRequired] public FieldErrors Errors { get; set; } = FieldErrors.None;

    /// <summary>Makes the ids of the elements unique.</summary>
    [Parameter, EditorRequired] public string Prefix { get; set; } = "";

    /// <summary>The draft was changed.</summary>
    [Parameter] public EventCallback OnChanged { get; set; }

    /// <summary>Whether settings of groups are edited too: those of a rule are.</summary>
    [Parameter] public bool WithGroups { get; set; }

    private IEnumerable<SettingField> InGroups => Known(Draft).Where(known => known.Path.StartsWith(FieldCatalogue.Groups, StringComparison.Ordinal));

    private IEnumerable<SettingField> General => Known(Draft).Where(known => !known.Path.StartsWith(FieldCatalogue.Groups, StringComparison.Ordinal) && !Draft.Methods.Any(method => known.Path.StartsWith(method + ".", StringComparison.Ordinal)));

    private IReadOnlyList<string> Others => [.. Unknown(Draft).Where(path => !Draft.Methods.Any(method => path.StartsWith(method + ".", StringComparison.Ordinal)))];

    private string[] Shown => [FieldCatalogue.Methods, .. Known(Draft).Select(known => known.Path), .. Unknown(Draft)];

    /// <summary>The fields with words that settings have.</summary>
    internal static IEnumerable<SettingField> Known(SettingsDraft draft) => FieldCatalogue.Fields.Where(field => SettingPath.Get(draft.Merged, field.Path) is not null);

    /// <summary>The paths that settings have beside those.</summary>
    internal static IEnumerable<string> Unknown(SettingsDraft draft) =>
        SettingPath.Leaves(draft.Merged).Where(path => path != FieldCatalogue.Methods && FieldCatalogue.Find(path) is null);

    private Task TypeJsonAsync(string? text)
    {
        Draft.TypeJson(text ?? "");
        return OnChanged.InvokeAsync();
    }
}
