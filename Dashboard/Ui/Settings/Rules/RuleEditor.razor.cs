using Anomaly.Dashboard.Ui.Settings.Drafts;
using Microsoft.AspNetCore.Components;

namespace Anomaly.Dashboard.Ui.Settings.Rules;

/// <summary>Edits one rule.</summary>
public sealed partial class RuleEditor
{
    private const string SettingsPrefix = "settings.";

    private ElementReference _name;
    private int _version;

    /// <summary>All rules.</summary>
    [Parameter, EditorRequired] public RulesDraft Draft { get; set; } = null!;

    /// <summary>The rule.</summary>
    [Parameter, EditorRequired] public RuleDraft Rule { get; set; } = null!;

    /// <summary>The rule was changed.</summary>
    [Parameter] public EventCallback OnChanged { get; set; }

    private string? NameComplaint =>
        Rule.Complaints.GetValueOrDefault("name") ?? (Draft.IsRepeated(Rule) ? "is that of another rule too; each needs its own" : Rule.Errors.At("name"));

    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (firstRender)
            await _name.FocusAsync();
    }

    private Task RenameAsync(string? name)
    {
        Rule.Name = name ?? "";
        return ChangeAsync();
    }

    private Task ChangeAsync()
    {
        _version++;
        Rule.Errors = FieldErrors.None;
        return OnChanged.InvokeAsync();
    }

    private void ShowErrors(IReadOnlyDictionary<string, string[]> errors) =>
        Rule.Errors = FieldErrors.Of(errors.ToDictionary(error => SettingsPrefix + error.Key, error => error.Value));
}
