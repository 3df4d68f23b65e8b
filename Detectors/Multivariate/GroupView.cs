namespace Anomaly.Detectors.Multivariate;

/// <summary>The ways in which a vector is looked at.</summary>
internal enum GroupView
{
    /// <summary>Whether the members are to each other as they use to be, now.</summary>
    Correlation = 0,

    /// <summary>Whether they are a little beside that for some time.</summary>
    Drift = 1,

    /// <summary>Whether random trees isolate the vector quickly.</summary>
    Isolation = 2,
}
