namespace Anomaly.Dashboard.Ui.Settings.Fields;

/// <summary>What a setting's value is.</summary>
public enum FieldKind
{
    /// <summary>A whole number.</summary>
    Whole,

    /// <summary>A number.</summary>
    Number,

    /// <summary>One of a few words.</summary>
    Choice,

    /// <summary>Any text, or none.</summary>
    Text,
}
