using Anomaly.Grains.Decoding.Rerouted;

namespace Anomaly.Grains.Partitions;

/// <summary>A record of a pull that was read.</summary>
/// <param name="Offset">Its offset.</param>
/// <param name="Start">Its first sample in the pull's buffer.</param>
/// <param name="Count">How many samples it has.</param>
/// <param name="Origin">Where it came from first, where it was sent again.</param>
/// <param name="Reroute">Whether it must be sent again, because it has no key.</param>
internal readonly record struct DecodedRecord(long Offset, int Start, int Count, RecordOrigin? Origin, bool Reroute);
