namespace Anomaly.Detectors;

/// <summary>A detector's snapshot cannot be read; the message says why.</summary>
public sealed class SnapshotException : Exception
{
    /// <summary>Initializes an exception without a message of its own.</summary>
    public SnapshotException()
    {
    }

    /// <summary>Initializes an exception with a message.</summary>
    /// <param name="message">What is wrong with the snapshot.</param>
    public SnapshotException(string message)
        : base(message)
    {
    }

    /// <summary>Initializes an exception with a message and its cause.</summary>
    /// <param name="message">What is wrong with the snapshot.</param>
    /// <param name="innerException">The cause.</param>
    public SnapshotException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}
