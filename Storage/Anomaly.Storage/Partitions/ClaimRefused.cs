namespace Anomaly.Storage.Partitions;

/// <summary>The partition's states were written by a newer program; nothing was changed.</summary>
/// <param name="StateVersion">The version of the states that a program must read to own the partition.</param>
public sealed record ClaimRefused(int StateVersion) : ClaimAnswer;
