namespace Anomaly.Grains.Series;

/// <summary>What a series answers to a call.</summary>
internal enum SeriesOutcome
{
    /// <summary>The samples were applied.</summary>
    Applied = 0,

    /// <summary>A newer session of the partition was here; the caller's is over.</summary>
    Stale = 1,

    /// <summary>The series is not at the position that the call continues; nothing was applied.</summary>
    Gap = 2,

    /// <summary>Only from a port: the activation behind it has ended. The series must be called as a grain again.</summary>
    Gone = 3,
}
