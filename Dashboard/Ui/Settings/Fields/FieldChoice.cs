namespace Anomaly.Dashboard.Ui.Settings.Fields;

/// <summary>One of the values that a setting may have.</summary>
/// <param name="Value">The value in JSON.</param>
/// <param name="Label">The value in words.</param>
public sealed record FieldChoice(string Value, string Label);
