namespace Anomaly.Grains.Decoding;

/// <summary>One sample; its texts lie in the arena of the <see cref="SampleBuffer"/> that holds it.</summary>
/// <param name="SeriesStart">Where the series id begins.</param>
/// <param name="SeriesLength">Bytes of the series id.</param>
/// <param name="LabelsStart">Where the labels begin.</param>
/// <param name="LabelsLength">Bytes of the labels; 0 = none.</param>
/// <param name="TimestampMs">Event time, Unix milliseconds.</param>
/// <param name="Value">A finite number.</param>
/// <param name="Index">Which sample of its record, from 0.</param>
internal readonly record struct DecodedSample(
    int SeriesStart,
    int SeriesLength,
    int LabelsStart,
    int LabelsLength,
    long TimestampMs,
    double Value,
    int Index)
{
    // How far the arena was filled when the sample was added: what a roll-back to just after it keeps.
    internal int ArenaEnd { get; init; }
}
