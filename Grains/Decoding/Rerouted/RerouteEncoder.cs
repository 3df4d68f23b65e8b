using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace Anomaly.Grains.Decoding.Rerouted;

/// <summary>
/// Wraps the samples of a record without a key for the partitions of their series: one record for each series, to be sent with the
/// series id as key. <see cref="Begin"/> once a record, then <see cref="TryWriteNext"/> until it says no. Reused from record to record.
/// </summary>
internal sealed class RerouteEncoder : IDisposable
{
    private readonly Utf8JsonWriter _json = new(Stream.Null, new JsonWriterOptions
    {
        // The value is read by no browser; the default would escape every letter beyond ASCII.
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        SkipValidation = true,
    });

    private readonly Comparison<int> _bySeries; // kept, because a sort would make a new one each time
    private int[] _order = new int[64];
    private int _count;
    private int _next;
    private SampleBuffer? _samples;
    private RecordOrigin _origin;

    /// <summary>An encoder without samples.</summary>
    public RerouteEncoder() => _bySeries = CompareBySeries;

    /// <summary>Takes the samples of one record, grouped by series.</summary>
    /// <param name="samples">The buffer; it must not change until the last series is written.</param>
    /// <param name="start">The record's first sample.</param>
    /// <param name="end">One past its last.</param>
    /// <param name="origin">Where the record stands.</param>
    public void Begin(SampleBuffer samples, int start, int end, RecordOrigin origin)
    {
        (_samples, _origin, _next, _count) = (samples, origin, 0, end - start);
        if (_order.Length < _count)
            _order = new int[Math.Max(_count, _order.Length * 2)];
        for (var i = 0; i < _count; i++)
            _order[i] = start + i;
        _order.AsSpan(0, _count).Sort(_bySeries);
    }

    /// <summary>Writes the wrapped record of the next series.</summary>
    /// <param name="to">Where the value goes.</param>
    /// <param name="series">The key to send it with; valid until the buffer changes.</param>
    /// <returns>False where all series are written.</returns>
    public bool TryWriteNext(IBufferWriter<byte> to, out ReadOnlySpan<byte> series)
    {
        series = default;
        if (_samples is null || _next == _count)
            return false;
        var first = _samples[_order[_next]];
        series = _samples.SeriesUtf8(first);
        var labels = _samples.LabelsJson(first);

        _json.Reset(to);
        _json.WriteStartObject();
        _json.WriteNumber("anomaly_rerouted"u8, ReroutedFormat.Version);
        _json.WriteStartObject("origin"u8);
        _json.WriteNumber("epoch"u8, _origin.Epoch);
        _json.WriteNumber("partition"u8, _origin.Partition);
        _json.WriteNumber("offset"u8, _origin.Offset);
        _json.WriteEndObject();
        _json.WriteString("series"u8, series);
        if (!labels.IsEmpty)
        {
            _json.WritePropertyName("labels"u8);
            _json.WriteRawValue(labels, skipInputValidation: true);
        }
        _json.WriteStartArray("samples"u8);
        for (var expected = 0; _next < _count; _next++)
        {
            ref readonly var sample = ref _samples[_order[_next]];
            if (!_samples.SeriesUtf8(sample).SequenceEqual(series))
                break;
            WriteSample(sample, labels, expected);
            expected = sample.Index + 1;
        }
        _json.WriteEndArray();
        _json.WriteEndObject();
        _json.Flush();
        return true;
    }

    /// <inheritdoc/>
    public void Dispose() => _json.Dispose();

    private void WriteSample(in DecodedSample sample, ReadOnlySpan<byte> labels, int expectedIndex)
    {
        var own = _samples!.LabelsJson(sample);
        var differs = !own.SequenceEqual(labels);
        _json.WriteStartArray();
        if (differs || sample.Index != expectedIndex)
            _json.WriteNumberValue(sample.Index);
        _json.WriteNumberValue(sample.TimestampMs);
        _json.WriteNumberValue(sample.Value);
        if (differs)
            _json.WriteRawValue(own.IsEmpty ? "{}"u8 : own, skipInputValidation: true);
        _json.WriteEndArray();
    }

    private int CompareBySeries(int x, int y)
    {
        var order = _samples!.SeriesUtf8(_samples[x]).SequenceCompareTo(_samples.SeriesUtf8(_samples[y]));
        return order != 0 ? order : x.CompareTo(y);
    }
}
