namespace Anomaly.Dashboard.Ui.Settings.Fields;

/// <summary>What a setting's value is.</summary>
public enum FieldKind
{
    /// <summary>A whole number.</summary>
    Whole,

    /// <summary>A number.</summary>
    Number,

    /// <summary>A duration such as <c>5m</c>.</summary>
    Duration,

    /// <summary>One of a few words.</summary>
    Choice,

    /// <summary>A list, as JSON.</summary>
    List,

    /// <summary>Any text, or none.</summary>
    Text,
}
