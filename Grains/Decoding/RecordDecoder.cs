using System.Globalization;
using System.Text.Json;
using Anomaly.Grains.Decoding.Json;
using Anomaly.Grains.Decoding.Labels;
using Anomaly.Grains.Decoding.LineProtocol;
using Anomaly.Grains.Decoding.Native;
using Anomaly.Grains.Decoding.PrometheusAdapter;
using Anomaly.Grains.Decoding.Rerouted;
using Anomaly.Grains.Decoding.Seed;

namespace Anomaly.Grains.Decoding;

/// <summary>
/// Decodes Kafka records into samples, whatever their format, all of a record or nothing. A good record costs no allocation once the
/// buffers have grown. One a partition session, for one thread at a time.
/// </summary>
internal sealed class RecordDecoder
{
    private const int MaxDepth = 64; // Utf8JsonReader's own default

    private readonly DecodeErrors _firstError = new(limit: 1);
    private readonly LabelSet _labels = new();
    private readonly SeriesTable _series = new();
    private readonly ByteArena _scratch = new(256);

    /// <summary>Decodes a record.</summary>
    /// <param name="value">The record's value; empty for a tombstone.</param>
    /// <param name="recordTimestampMs">The record's own time in Unix milliseconds, -1 where the broker gives none.</param>
    /// <param name="into">Takes the samples, after those it holds.</param>
    /// <param name="error">What is wrong with the record.</param>
    /// <returns>Whether the record's samples are in the buffer.</returns>
    public bool TryDecode(ReadOnlySpan<byte> value, long recordTimestampMs, SampleBuffer into, out DecodeError error) =>
        TryDecode(value, recordTimestampMs, into, out _, out error);

    /// <summary>Decodes a record.</summary>
    /// <param name="value">The record's value; empty for a tombstone.</param>
    /// <param name="recordTimestampMs">The record's own time in Unix milliseconds, -1 where the broker gives none.</param>
    /// <param name="into">Takes the samples, after those it holds.</param>
    /// <param name="origin">Where the record was first, if the service sent it again: to be applied once.</param>
    /// <param name="error">What is wrong with the record.</param>
    /// <returns>Whether the record's samples are in the buffer.</returns>
    public bool TryDecode(ReadOnlySpan<byte> value, long recordTimestampMs, SampleBuffer into, out RecordOrigin? origin, out DecodeError error)
    {
        _firstError.Clear();
        var good = TryDecode(value, recordTimestampMs, into, _firstError, acceptRerouted: true, out origin);
        error = good ? default : _firstError.Items[0];
        return good;
    }

    /// <summary>
    /// Decodes a record that someone wants to send, and collects all that is wrong with it. The service's own wrapped records are not
    /// accepted: nobody else may claim where a record was.
    /// </summary>
    /// <param name="value">The record's value.</param>
    /// <param name="recordTimestampMs">The time the record will have, in Unix milliseconds, -1 where the broker gives none.</param>
    /// <param name="into">Takes the samples, after those it holds.</param>
    /// <param name="errors">Takes what is wrong with the record.</param>
    /// <returns>Whether the record is good.</returns>
    public bool TryDecode(ReadOnlySpan<byte> value, long recordTimestampMs, SampleBuffer into, DecodeErrors errors)
    {
        errors.Clear();
        return TryDecode(value, recordTimestampMs, into, errors, acceptRerouted: false, out _);
    }

    private bool TryDecode(
        ReadOnlySpan<byte> value, long recordTimestampMs, SampleBuffer into, DecodeErrors errors, bool acceptRerouted, out RecordOrigin? origin)
    {
        var mark = into.Mark();
        var context = new RecordContext
        {
            Bytes = SkipByteOrderMark(value),
            RecordTimestampMs = recordTimestampMs,
            Samples = into,
            Errors = errors,
            Labels = _labels,
            Series = _series,
            Scratch = _scratch,
            FirstSample = mark,
        };
        var content = context.Bytes.TrimStart(" \t\r\n"u8);
        if (content.IsEmpty)
            errors.Add(RejectReason.EmptyRecord, DecodeError.WholeRecord, "is empty; must hold a sample");
        else if (content[0] is (byte)'{' or (byte)'[')
            DecodeJson(ref context, acceptRerouted);
        else
            LineProtocolFormat.Decode(ref context);

        var good = errors.Count == 0;
        if (!good)
            into.RollBack(mark);
        origin = good ? context.Origin : null;
        return good;
    }

    private static void DecodeJson(ref RecordContext context, bool acceptRerouted)
    {
        if (TryDecodeJson(ref context, acceptRerouted) is not { } syntaxError)
            return;
        context.Errors.Clear();
        context.Samples.RollBack(context.FirstSample);
        if (NonFiniteLiterals.Quote(context.Bytes) is { } quoted)
        {
            context.Bytes = quoted;
            if (TryDecodeJson(ref context, acceptRerouted) is null && context.Errors.Count > 0)
                return;
            context.Errors.Clear();
        }
        context.Errors.Add(RejectReason.NotJson, DecodeError.WholeRecord, syntaxError);
    }

    // Null where the text is JSON, or was not read to its end because of other errors.
    private static string? TryDecodeJson(ref RecordContext context, bool acceptRerouted)
    {
        var reader = new Utf8JsonReader(context.Bytes);
        try
        {
            reader.Read();
            if (reader.TokenType == JsonTokenType.StartArray)
            {
                NativeFormat.DecodeArray(ref context, ref reader);
            }
            else
            {
                ObjectFields.Read(ref reader, out var fields);
                DecodeObject(ref context, fields, acceptRerouted);
            }
            // Throws where something follows.
            if (!context.Errors.Full)
                reader.Read();
            return null;
        }
        catch (JsonException exception)
        {
            return string.Create(CultureInfo.InvariantCulture,
                $"is not valid JSON at line {exception.LineNumber + 1}, byte {exception.BytePositionInLine + 1}{(reader.CurrentDepth >= MaxDepth - 1 ? $", or nested more than {MaxDepth} deep" : "")}");
        }
    }

    private static void DecodeObject(ref RecordContext context, in ObjectFields fields, bool acceptRerouted)
    {
        switch (FormatDetection.Detect(fields))
        {
            case RecordFormat.Native:
                NativeFormat.Decode(ref context, fields, FieldPath.Root);
                break;
            case RecordFormat.PrometheusAdapter:
                PrometheusAdapterFormat.Decode(ref context, fields);
                break;
            case RecordFormat.Seed:
                SeedFormat.Decode(ref context, fields);
                break;
            case RecordFormat.Rerouted when acceptRerouted:
                ReroutedFormat.Decode(ref context, fields);
                break;
            default:
                context.Errors.Add(RejectReason.UnknownFormat, "anomaly_rerouted", "is for the service itself; must not be sent by others");
                break;
        }
    }

    private static ReadOnlySpan<byte> SkipByteOrderMark(ReadOnlySpan<byte> value) => value.StartsWith("\uFEFF"u8) ? value[3..] : value;
}
