namespace Anomaly.Grains.Tests.Interleavings.Kafka;

/// <summary>What becomes of a record.</summary>
internal enum RecordKind
{
    /// <summary>Its samples are applied.</summary>
    Good,

    /// <summary>It is sent again, with a key.</summary>
    Keyless,

    /// <summary>It cannot be read.</summary>
    Bad,
}
