namespace Anomaly.Dashboard.Ui.Incidents.Listing;

/// <summary>Which incidents the list has, by their status. In the address: the words in lower case.</summary>
public enum IncidentScope
{
    /// <summary>Those that go on.</summary>
    Firing = 0,

    /// <summary>Those that are over.</summary>
    Resolved = 1,

    /// <summary>All.</summary>
    All = 2,
}
