using System.Globalization;
using Anomaly.Grains.Decoding.Labels;
using Anomaly.Grains.Decoding.Rerouted;
using Anomaly.Grains.Decoding.Seed;

namespace Anomaly.Grains.Decoding;

/// <summary>What the formats need while one record is decoded.</summary>
internal ref struct RecordContext
{
    /// <summary>More is refused: a record is one unit of retry, of a grain call and of memory.</summary>
    public const int MaxSamples = 100_000;

    /// <summary>The record, without byte order mark.</summary>
    public required ReadOnlySpan<byte> Bytes;

    /// <summary>The record's own time in Unix milliseconds, negative where there is none.</summary>
    public required long RecordTimestampMs;

    /// <summary>Where samples go.</summary>
    public required SampleBuffer Samples;

    /// <summary>Where errors go.</summary>
    public required DecodeErrors Errors;

    /// <summary>Scratch: the labels of one sample.</summary>
    public required LabelSet Labels;

    /// <summary>Scratch: the series of one record by name.</summary>
    public required SeriesTable Series;

    /// <summary>Scratch: text that does not go into the buffer.</summary>
    public required ByteArena Scratch;

    /// <summary>Samples that were in the buffer before this record.</summary>
    public required int FirstSample;

    /// <summary>Where the record was first, if it was sent again.</summary>
    public RecordOrigin? Origin;

    /// <summary>Adds a sample with the next index of the record.</summary>
    public readonly void Add(ArenaSlice series, ArenaSlice labels, long timestampMs, double value) =>
        Add(series, labels, timestampMs, value, Samples.Count - FirstSample);

    /// <summary>Adds a sample.</summary>
    public readonly void Add(ArenaSlice series, ArenaSlice labels, long timestampMs, double value, int index)
    {
        if (HasRoom())
            Samples.Add(series, labels, timestampMs, value, index);
    }

    /// <summary>Whether the record may hold one more sample; reports where not.</summary>
    public readonly bool HasRoom()
    {
        if (Samples.Count - FirstSample < MaxSamples)
            return true;
        Errors.Add(RejectReason.TooManySamples, DecodeError.WholeRecord, string.Create(CultureInfo.InvariantCulture,
            $"holds more than {MaxSamples} samples; must be split into smaller records"));
        return false;
    }
}
