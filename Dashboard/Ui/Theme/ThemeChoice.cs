namespace Anomaly.Dashboard.Ui.Theme;

/// <summary>Which palette the reader wants.</summary>
public enum ThemeChoice
{
    /// <summary>The system's.</summary>
    System,

    /// <summary>The light one.</summary>
    Light,

    /// <summary>The dark one.</summary>
    Dark,
}
