namespace Anomaly.Grains.Partitions;

/// <summary>What the owner answers to a reader.</summary>
/// <param name="Start">The offset to read from; null where there is none, for one of the reasons below.</param>
/// <param name="StateVersion">The version of the partition's states, where the reader's program does not read it.</param>
/// <param name="Pause">How long to wait before asking again, where the sessions before ended at once. Zero with no other answer: the owner was on another silo; ask again.</param>
[GenerateSerializer, Immutable, Alias("anomaly.partition.opening")]
internal readonly record struct Opening(
    [property: Id(0)] long? Start,
    [property: Id(1)] int? StateVersion,
    [property: Id(2)] TimeSpan Pause)
{
    public static Opening Elsewhere => default;

    public static Opening At(long start) => new(start, null, default);

    public static Opening Refused(int stateVersion) => new(null, stateVersion, default);

    public static Opening Later(TimeSpan pause) => new(null, null, pause);
}
