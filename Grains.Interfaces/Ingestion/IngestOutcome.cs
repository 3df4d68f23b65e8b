namespace Anomaly.Grains.Interfaces.Ingestion;

/// <summary>What became of a submission.</summary>
public enum IngestOutcome
{
    /// <summary>The broker has it.</summary>
    Accepted = 0,

    /// <summary>It cannot be read, or a sample is wrong; nothing was sent.</summary>
    Invalid = 1,

    /// <summary>It is larger than the broker takes; nothing was sent.</summary>
    TooLarge = 2,

    /// <summary>The broker does not take it now; try again.</summary>
    Unavailable = 3,
}
