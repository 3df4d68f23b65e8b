using Anomaly.Grains.Series;

namespace Anomaly.Grains.Partitions;

/// <summary>A sample of a pull on its way to its series.</summary>
/// <param name="sample">The sample.</param>
/// <param name="member">Where it is on its way to a group: the series that it is of. Else null.</param>
internal struct PendingSample(SeriesSample sample, string? member)
{
    public SeriesSample Sample { get; } = sample;

    public string? Member { get; } = member;

    /// <summary>The place of the next of the same series; −1 for none.</summary>
    public int Next { get; set; } = -1;
}
