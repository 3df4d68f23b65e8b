using Microsoft.AspNetCore.Components;

namespace Anomaly.Dashboard.Ui.Shared;

/// <summary>Puts a text on the clipboard.</summary>
public sealed partial class CopyButton
{
    [Parameter, EditorRequired] public string Text { get; set; } = "";

    [Parameter, EditorRequired] public string Label { get; set; } = "Copy";
}
