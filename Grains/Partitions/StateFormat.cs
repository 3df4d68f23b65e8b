namespace Anomaly.Grains.Partitions;

/// <summary>
/// The version of what is saved of a partition: the states of its series, their detectors and their positions. A program reads its own
/// and all before it. A partition whose states are of a newer one is left to silos that can read it.
/// </summary>
/// <param name="Version">The newest version that the program reads, which is the one that it writes.</param>
internal sealed record StateFormat(int Version)
{
    /// <summary>Raised by one whenever a part of the state gets a new version (a test tells).</summary>
    public const int Newest = 7;

    /// <summary>That of this program.</summary>
    public static StateFormat Current { get; } = new(Newest);

    /// <summary>Why the program does not read a partition, and what to do.</summary>
    public string Refusal(int partition, int version) =>
        $"partition {partition}'s state was written by version {version} of the state; this program reads up to version {Version}; run a newer program";
}
