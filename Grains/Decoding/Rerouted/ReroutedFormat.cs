using System.Buffers.Text;
using System.Text.Json;
using Anomaly.Grains.Decoding.Json;
using Anomaly.Grains.Decoding.Labels;
using Anomaly.Grains.Decoding.Timestamps;

namespace Anomaly.Grains.Decoding.Rerouted;

/// <summary>
/// A record that the service sent again, to the partition of its series: the samples of one series out of a record without a key.
/// <c>{"anomaly_rerouted":1,"origin":{"epoch":1,"partition":2,"offset":18233},"series":"cpu","labels":{"host":"web-1"},
/// "samples":[[index,unix_ms,value],…]}</c>. The index is the sample's in the first record and may be left out where it is one more
/// than that of the sample before; a fourth item replaces the labels for that sample. Any broker carries it, since it needs no headers.
/// </summary>
internal static class ReroutedFormat
{
    /// <summary>The version written; no other is read.</summary>
    public const int Version = 1;

    /// <summary>Decodes the record.</summary>
    public static void Decode(ref RecordContext context, in ObjectFields fields)
    {
        var root = FieldPath.Root;
        if (!TryReadWhole(fields.Rerouted, context.Bytes, Version, out var version) || version != Version)
        {
            Refuse(ref context, RejectReason.UnknownFormat, root.Of("anomaly_rerouted"), $"is {fields.Rerouted.Describe(context.Bytes)}; must be {Version}");
            return;
        }
        if (!TryReadOrigin(ref context, fields.Origin, out var origin)
            | !JsonSeries.TryRead(ref context, fields.Series, root.Of("series"), out var series)
            | !TryReadLabels(ref context, fields.Labels, root.Of("labels"), out var labels))
            return;
        context.Origin = origin;
        DecodeSamples(ref context, fields.Samples, root.Of("samples"), series, labels);
    }

    private static void DecodeSamples(ref RecordContext context, JsonToken samples, FieldPath path, ArenaSlice series, ArenaSlice labels)
    {
        if (samples.Type != JsonTokenType.StartArray)
        {
            Refuse(ref context, RejectReason.WrongType, path, $"is {samples.Describe(context.Bytes)}; must be an array of [index, unix_ms, value]");
            return;
        }
        var index = -1L;
        var item = 0;
        var reader = new Utf8JsonReader(samples.In(context.Bytes));
        reader.Read();
        for (; reader.Read() && reader.TokenType != JsonTokenType.EndArray && !context.Errors.Full; item++)
        {
            var tuple = JsonTuple.Read(ref reader, samples.Start);
            if (tuple.Count is < 2 or > 4)
            {
                Refuse(ref context, RejectReason.WrongType, path.At(item), $"is {tuple.Describe(context.Bytes)}; must be [index, unix_ms, value]");
                continue;
            }
            var at = tuple.Count == 2 ? 0 : 1;
            if (!TryReadIndex(ref context, tuple, path.At(item, 0), ref index)
                | !TryReadTime(ref context, tuple[at], path.At(item, at), out var time)
                | !SampleValue.TryRead(ref context, tuple[at + 1], path.At(item, at + 1), asText: false, out var value))
                continue;
            var own = labels;
            if (tuple.Count == 4 && !TryReadLabels(ref context, tuple[3], path.At(item, 3), out own))
                continue;
            context.Add(series, own, time, value, (int)index);
        }
        if (item == 0)
            Refuse(ref context, RejectReason.EmptyRecord, path, "is an empty array; must hold a sample");
    }

    private static bool TryReadIndex(ref RecordContext context, JsonTuple tuple, FieldPath path, ref long index)
    {
        var next = index + 1;
        if (tuple.Count > 2 && (!TryReadWhole(tuple[0], context.Bytes, RecordContext.MaxSamples, out next) || next <= index))
            return Refuse(ref context, RejectReason.WrongType, path, $"is {tuple[0].Describe(context.Bytes)}; must be a whole number above the index before it");
        index = next;
        return next < RecordContext.MaxSamples
            || Refuse(ref context, RejectReason.TooManySamples, path, $"is beyond the {RecordContext.MaxSamples} samples of a record");
    }

    private static bool TryReadTime(ref RecordContext context, JsonToken token, FieldPath path, out long time) =>
        (TryReadWhole(token, context.Bytes, long.MaxValue, out time) && TimestampRange.Contains(time))
        || Refuse(ref context, RejectReason.InvalidTimestamp, path, $"is {token.Describe(context.Bytes)}; must be a whole number of ms since 1970");

    private static bool TryReadLabels(ref RecordContext context, JsonToken token, FieldPath path, out ArenaSlice labels)
    {
        labels = default;
        return JsonLabels.TryRead(ref context, token, path) && JsonLabels.TryWrite(ref context, path, out labels);
    }

    private static bool TryReadOrigin(ref RecordContext context, JsonToken token, out RecordOrigin origin)
    {
        origin = default;
        var json = context.Bytes;
        JsonToken epoch = default, partition = default, offset = default;
        if (token.Type == JsonTokenType.StartObject)
        {
            var reader = new Utf8JsonReader(token.In(json));
            reader.Read();
            while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
            {
                var isEpoch = JsonToken.NameIs(ref reader, "epoch"u8);
                var isPartition = JsonToken.NameIs(ref reader, "partition"u8);
                var isOffset = JsonToken.NameIs(ref reader, "offset"u8);
                reader.Read();
                var value = JsonToken.Take(ref reader);
                value = value with { Start = value.Start + token.Start };
                epoch = isEpoch ? value : epoch;
                partition = isPartition ? value : partition;
                offset = isOffset ? value : offset;
            }
        }
        if (TryReadWhole(epoch, json, int.MaxValue, out var e)
            & TryReadWhole(partition, json, int.MaxValue, out var p)
            & TryReadWhole(offset, json, long.MaxValue, out var o))
        {
            origin = new RecordOrigin((int)e, (int)p, o);
            return true;
        }
        return Refuse(ref context, RejectReason.WrongType, FieldPath.Root.Of("origin"),
            $"is {token.Describe(json)}; must be an object with the whole numbers epoch, partition and offset");
    }

    private static bool TryReadWhole(JsonToken token, ReadOnlySpan<byte> json, long max, out long number)
    {
        number = 0;
        return token.Type == JsonTokenType.Number && Utf8Parser.TryParse(token.In(json), out number, out var used) && used == token.Length
            && number >= 0 && number <= max;
    }

    private static bool Refuse(ref RecordContext context, string reason, FieldPath path, string detail)
    {
        context.Errors.Add(reason, path.ToString(), detail);
        return false;
    }
}
