namespace Anomaly.Dashboard.Ui.Anomalies.Detail;

/// <summary>Why the page has no anomaly to show.</summary>
internal enum DetailState
{
    /// <summary>It is being read.</summary>
    Loading,

    /// <summary>The live feed told of it; the history does not have it yet.</summary>
    Saving,

    /// <summary>The history cannot be read.</summary>
    Away,

    /// <summary>There is none.</summary>
    Unknown,
}
