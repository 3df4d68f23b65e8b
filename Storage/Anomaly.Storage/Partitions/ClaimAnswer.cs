namespace Anomaly.Storage.Partitions;

/// <summary>What a claim answers: a <see cref="PartitionClaim"/>, or <see cref="ClaimRefused"/>.</summary>
public abstract record ClaimAnswer;
