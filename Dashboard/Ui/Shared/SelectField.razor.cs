using Microsoft.AspNetCore.Components;

namespace Anomaly.Dashboard.Ui.Shared;

/// <summary>A choice among a few words, by the browser's own control.</summary>
public sealed partial class SelectField
{
    /// <summary>What is chosen.</summary>
    [Parameter, EditorRequired] public string Label { get; set; } = "";

    /// <summary>The choices: a name and what the reader sees.</summary>
    [Parameter, EditorRequired] public IReadOnlyList<(string Name, string Words)> Options { get; set; } = [];

    /// <summary>The name that is chosen; null for none.</summary>
    [Parameter, EditorRequired] public string? Value { get; set; }

    /// <summary>Another was chosen.</summary>
    [Parameter] public EventCallback<string?> ValueChanged { get; set; }

    /// <summary>What stands for no choice; null where there is always one.</summary>
    [Parameter] public string? None { get; set; }

    /// <summary>Further CSS classes.</summary>
    [Parameter] public string? Class { get; set; }

    private Task ChooseAsync(ChangeEventArgs change) => ValueChanged.InvokeAsync(change.Value is string { Length: > 0 } name ? name : null);
}
