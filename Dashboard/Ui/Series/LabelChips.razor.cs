using Microsoft.AspNetCore.Components;

namespace Anomaly.Dashboard.Ui.Series;

/// <summary>The labels of a series; of many, the first ones, and the rest in a tooltip.</summary>
public sealed partial class LabelChips
{
    [Parameter, EditorRequired] public IReadOnlyDictionary<string, string> Labels { get; set; } = new Dictionary<string, string>();

    /// <summary>How many are shown.</summary>
    [Parameter] public int Most { get; set; } = 4;

    private string Rest => string.Join('\n', Labels.Skip(Most).Select(label => $"{label.Key}={label.Value}"));
}
