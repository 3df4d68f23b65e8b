using System.Globalization;
using Anomaly.Dashboard.Ui.Settings.Drafts;
using Anomaly.Dashboard.Ui.Settings.Fields;
using Microsoft.AspNetCore.Components;

namespace Anomaly.Dashboard.Ui.Settings.Form;

/// <summary>One setting of the form.</summary>
public sealed partial class FieldInput
{
    /// <summary>The setting.</summary>
    [Parameter, EditorRequired] public SettingField Field { get; set; } = null!;

    /// <summary>What it is part of.</summary>
    [Parameter, EditorRequired] public SettingsDraft Draft { get; set; } = null!;

    /// <summary>What the cluster says is wrong.</summary>
    [Parameter, EditorRequired] public FieldErrors Errors { get; set; } = FieldErrors.None;

    /// <summary>Makes the ids of the elements unique.</summary>
    [Parameter, EditorRequired] public string Prefix { get; set; } = "";

    /// <summary>The draft was changed.</summary>
    [Parameter] public EventCallback OnChanged { get; set; }

    private bool Own => Draft.IsOwn(Field.Path);

    private string? Complaint => Draft.Complaint(Field.Path) ?? Errors.At(Field.Path);

    private string InputId => $"{Prefix}-{Field.Path.Replace('.', '-')}";

    private string HelpId => InputId + "-help";

    private string ErrorId => InputId + "-error";

    private string Described => Complaint is null ? HelpId : $"{ErrorId} {HelpId}";

    private string Invalid => Complaint is null ? "false" : "true";

    private static string Text(double number) => number.ToString(CultureInfo.InvariantCulture);

    private Task TypeAsync(string? text)
    {
        Draft.Type(Field, text ?? "");
        return OnChanged.InvokeAsync();
    }

    private Task TakeBackAsync() => OnChanged.InvokeAsync();
}
