namespace Anomaly.Storage.DeadLetters;

/// <summary>A record that could not be read. The record itself is in the dead-letter topic, whole, unless that takes none of its size.</summary>
public sealed record DeadLetter
{
    /// <summary>The topic it came from.</summary>
    public required string Topic { get; init; }

    /// <summary>The topic's epoch.</summary>
    public required int Epoch { get; init; }

    /// <summary>The partition it came from.</summary>
    public required int Partition { get; init; }

    /// <summary>Its offset there.</summary>
    public required long Offset { get; init; }

    /// <summary>Why, as a short name such as <c>not_json</c>; the label of the counter.</summary>
    public required string Reason { get; init; }

    /// <summary>Why, as a sentence that names field, value and remedy.</summary>
    public required string Detail { get; init; }

    /// <summary>When it was refused.</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary>The record's key, its first kilobyte, or all of it where the dead-letter topic does not take the record; null where it had none.</summary>
    public byte[]? Key { get; init; }

    /// <summary>The first kilobyte of the record's value, or all of it where the dead-letter topic does not take the record.</summary>
    public required byte[] ValueHead { get; init; }

    /// <summary>The size of the record's value in bytes.</summary>
    public required int ValueSize { get; init; }
}
