namespace Anomaly.Dashboard.Ui.Settings.Previews;

/// <summary>How an alarm under other settings compares with those in force.</summary>
public enum AlarmChange
{
    /// <summary>It is raised under both.</summary>
    Stays,

    /// <summary>It is raised under the other settings only.</summary>
    New,

    /// <summary>It is raised under the settings in force only.</summary>
    Gone,
}
