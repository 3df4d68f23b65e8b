using System.Text.Json;
using Anomaly.Grains.Decoding.Json;
using Anomaly.Grains.Decoding.Timestamps;

namespace Anomaly.Grains.Decoding.Native;

/// <summary>The samples of one series: <c>[[unix_ms,value],…]</c>.</summary>
internal static class NativeSamples
{
    private const string MustBe = "must be an array of [unix_ms, value]";

    /// <summary>Decodes the array.</summary>
    public static void Decode(ref RecordContext context, JsonToken samples, FieldPath path, ArenaSlice series, ArenaSlice labels)
    {
        if (samples.Type != JsonTokenType.StartArray)
        {
            context.Errors.Add(RejectReason.WrongType, path.ToString(), $"is {samples.Describe(context.Bytes)}; {MustBe}");
            return;
        }
        var first = context.Samples.Count;
        if (TryDecodeNumbers(ref context, samples, series, labels))
            return;
        context.Samples.DropSamples(first);
        DecodeCarefully(ref context, samples, path, series, labels);
    }

    // What nearly all arrays are. Says no to anything else, also to what is wrong.
    private static bool TryDecodeNumbers(ref RecordContext context, JsonToken samples, ArenaSlice series, ArenaSlice labels)
    {
        var first = context.Samples.Count;
        var reader = new Utf8JsonReader(samples.In(context.Bytes));
        reader.Read();
        while (reader.Read() && reader.TokenType == JsonTokenType.StartArray)
        {
            reader.Read();
            if (reader.TokenType != JsonTokenType.Number || !EpochTime.TryParse(reader.ValueSpan, out var time) || !TimestampRange.Contains(time))
                return false;
            reader.Read();
            if (reader.TokenType != JsonTokenType.Number || !SampleValue.TryParse(reader.ValueSpan, out var value) || !double.IsFinite(value))
                return false;
            reader.Read();
            if (reader.TokenType != JsonTokenType.EndArray)
                return false;
            context.Add(series, labels, time, value);
            if (context.Errors.Full)
                return true;
        }
        return reader.TokenType == JsonTokenType.EndArray && context.Samples.Count > first;
    }

    private static void DecodeCarefully(ref RecordContext context, JsonToken samples, FieldPath path, ArenaSlice series, ArenaSlice labels)
    {
        var reader = new Utf8JsonReader(samples.In(context.Bytes));
        reader.Read();
        var item = 0;
        for (; reader.Read() && reader.TokenType != JsonTokenType.EndArray && !context.Errors.Full; item++)
        {
            var pair = JsonTuple.Read(ref reader, samples.Start);
            if (pair.Count != 2)
            {
                context.Errors.Add(RejectReason.WrongType, path.At(item).ToString(), $"is {pair.Describe(context.Bytes)}; must be [unix_ms, value]");
            }
            else if (SampleTime.TryReadOwn(ref context, pair[0], path.At(item, 0), out var time)
                & SampleValue.TryRead(ref context, pair[1], path.At(item, 1), asText: false, out var value))
            {
                context.Add(series, labels, time, value);
            }
        }
        if (item == 0)
            context.Errors.Add(RejectReason.EmptyRecord, path.ToString(), "is an empty array; must hold a sample");
    }
}
