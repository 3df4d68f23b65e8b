using System.Text.Json;
using Anomaly.Grains.Decoding.Json;
using Anomaly.Grains.Decoding.Timestamps;

namespace Anomaly.Grains.Decoding.Seed;

/// <summary>
/// The seed's format: <c>{"cpu":42.5,"memory":71,"timestamp":…}</c>. Every numeric field is a sample of the series of that name, fields
/// of other kinds are skipped. Of two fields with the same name the later counts.
/// </summary>
internal static class SeedFormat
{
    /// <summary>Decodes one object.</summary>
    public static void Decode(ref RecordContext context, in ObjectFields fields)
    {
        if (!SampleTime.TryRead(ref context, fields.Timestamp, FieldPath.Root.Of("timestamp"), out var time) && context.Errors.Full)
            return;

        context.Series.Clear(context.FirstSample);
        var numbers = 0;
        var reader = new Utf8JsonReader(context.Bytes);
        reader.Read();
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var isTime = JsonToken.NameIs(ref reader, "timestamp"u8);
            var name = JsonToken.Take(ref reader);
            reader.Read();
            var value = JsonToken.Take(ref reader);
            if (isTime || !IsNumeric(value, context.Bytes))
                continue;
            numbers++;
            DecodeField(ref context, name, value, time);
            if (context.Errors.Full)
                return;
        }
        if (numbers == 0)
            context.Errors.Add(RejectReason.EmptyRecord, DecodeError.WholeRecord, "has no numeric field; must hold a sample");
    }

    private static void DecodeField(ref RecordContext context, JsonToken name, JsonToken token, long time)
    {
        var arena = context.Samples.Arena;
        var before = arena.Length;
        if (!name.TryAppendText(context.Bytes, arena, out var series) || !SeriesId.IsValid(arena[series]))
        {
            // Again, for the message: a path is text, and text is made only for an error.
            JsonSeries.TryReadText(ref context, name, PathOf(name, context.Bytes), out _);
            return;
        }
        if (!SampleValue.TryParse(token.In(context.Bytes), out var value) || !double.IsFinite(value))
        {
            SampleValue.TryRead(ref context, token, PathOf(name, context.Bytes), asText: false, out _);
            return;
        }
        if (!context.HasRoom())
            return;
        if (context.Series.TryFind(context.Samples, arena[series], out var earlier))
        {
            context.Samples.ReplaceValue(earlier, value);
            arena.Truncate(before);
            return;
        }
        context.Add(series, default, time, value);
    }

    private static FieldPath PathOf(JsonToken name, ReadOnlySpan<byte> json) =>
        FieldPath.Root.Of(name.Length == 0 ? "\"\"" : JsonToken.Shorten(name.In(json)));

    // NaN in quotes is how many writers put a number that went wrong.
    private static bool IsNumeric(JsonToken value, ReadOnlySpan<byte> json) =>
        value.Type == JsonTokenType.Number
        || (value.Type == JsonTokenType.String && value.In(json) is var text
            && (text.SequenceEqual("NaN"u8) || text.SequenceEqual("Infinity"u8) || text.SequenceEqual("-Infinity"u8)));
}
