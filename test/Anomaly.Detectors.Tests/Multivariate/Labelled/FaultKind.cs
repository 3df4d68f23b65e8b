namespace Anomaly.Detectors.Tests.Multivariate.Labelled;

/// <summary>What goes wrong on a host, in the way of the Server Machine Dataset (Su et al., KDD 2019): each member stays within its usual range.</summary>
public enum FaultKind
{
    /// <summary>A member does not follow the load: it shows what it was at another time of the day.</summary>
    Broken,

    /// <summary>A member follows late.</summary>
    Lagging,

    /// <summary>Several members rise slowly together, each a little.</summary>
    Leaking,

    /// <summary>Two members show each other's course.</summary>
    Swapped,

    /// <summary>Some members rise at once by less than their usual swing, the others do not.</summary>
    Raised,

    /// <summary>A member stands still at a value that is usual.</summary>
    Frozen,
}
