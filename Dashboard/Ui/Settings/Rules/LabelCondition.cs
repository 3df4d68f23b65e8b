namespace Anomaly.Dashboard.Ui.Settings.Rules;

/// <summary>A label and the expression for its whole value, while somebody edits them.</summary>
public sealed class LabelCondition
{
    /// <summary>Tells it from the others, whatever is typed.</summary>
    public string Key { get; } = $"label-{Guid.NewGuid():N}";

    /// <summary>The label's name.</summary>
    public string Name { get; set; } = "";

    /// <summary>A regular expression for the whole value.</summary>
    public string Pattern { get; set; } = "";

    /// <summary>Whether nothing was typed yet.</summary>
    public bool IsEmpty => Name.Length == 0 && Pattern.Length == 0;
}
