namespace Anomaly.Chaos.Silo.Faults;

/// <summary>What a silo counts; a place in its <see cref="CounterFile"/> each.</summary>
internal enum Counter
{
    /// <summary>Samples that a series answered to have applied, whether or not the owner heard it.</summary>
    Applied,

    /// <summary>Calls that a series refused because they do not continue its position.</summary>
    Gaps,

    /// <summary>Calls that a series refused because a newer session was there.</summary>
    Stale,

    /// <summary>Writes that the database refused.</summary>
    Refused,

    /// <summary>Anomalies that were in the database already.</summary>
    Conflicts,

    /// <summary>Calls that were not sent, or whose reply was dropped.</summary>
    Lost,

    /// <summary>Calls that were sent twice.</summary>
    Doubled,

    /// <summary>Calls that a series on another silo answered.</summary>
    Remote,

    /// <summary>Sessions begun.</summary>
    Claims,

    /// <summary>Deaths by <see cref="Phase"/>, in its order.</summary>
    DiedInApply,
    DiedInAnomalyWrite,
    DiedInStateWrite,
    DiedInProgress,

    /// <summary>Stops by <see cref="Phase"/>, in its order.</summary>
    StoppedInApply,
    StoppedInAnomalyWrite,
    StoppedInStateWrite,
    StoppedInProgress,

    /// <summary>Deaths at a point that was about a series on another silo.</summary>
    DiedWithRemoteSeries,

    /// <summary>Stops at such a point.</summary>
    StoppedWithRemoteSeries,
}
