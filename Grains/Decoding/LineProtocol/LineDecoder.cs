using Anomaly.Grains.Decoding.Json;
using Anomaly.Grains.Decoding.Labels;
using Anomaly.Grains.Decoding.Timestamps;

namespace Anomaly.Grains.Decoding.LineProtocol;

/// <summary>Decodes one line: <c>measurement[,tag=value…] field=value[,field=value…] [time]</c>.</summary>
internal static class LineDecoder
{
    /// <summary>Decodes the line in which the reader stands. Where it is wrong, the reader stays where that was seen.</summary>
    public static void Decode(ref RecordContext context, ref LineReader reader)
    {
        var path = FieldPath.OfLine(reader.Line);
        var first = context.Samples.Count;
        if (!TryReadMeasurement(ref context, ref reader, path, out var labels))
            return;
        reader.SkipSpaces();
        do
        {
            if (!TryReadField(ref context, ref reader, path, labels))
                return;
        } while (reader.TryTake((byte)','));

        if (TryReadTime(ref context, ref reader, path, out var time))
            context.Samples.SetTime(first, time);
    }

    // Leaves what the ids of the line have in common in the scratch, measurement and tags.
    private static bool TryReadMeasurement(ref RecordContext context, ref LineReader reader, FieldPath path, out ArenaSlice labels)
    {
        labels = default;
        context.Labels.Clear();
        var id = context.Scratch;
        id.Truncate(0);
        id.Append(reader.TakeName(equalsToo: false));
        if (id.Length == 0)
            return Refuse(ref context, RejectReason.UnknownFormat, path, "has no measurement; must be line protocol (or JSON)");
        while (reader.TryTake((byte)','))
        {
            if (!TryReadTag(ref context, ref reader, path))
                return false;
        }
        for (var i = 0; i < context.Labels.Count; i++)
        {
            id.Append((byte)',');
            LineText.AppendEscaped(context.Labels.Key(i), id);
            id.Append((byte)'=');
            LineText.AppendEscaped(context.Labels.Value(i), id);
        }
        id.Append((byte)' ');
        return JsonLabels.TryWrite(ref context, path, out labels);
    }

    private static bool TryReadTag(ref RecordContext context, ref LineReader reader, FieldPath path)
    {
        var labels = context.Labels;
        var key = reader.TakeName(equalsToo: true);
        if (!reader.TryTake((byte)'='))
            return Refuse(ref context, RejectReason.UnknownFormat, path, "has a tag without value; must be line protocol (or JSON)");
        var value = reader.TakeName(equalsToo: true);
        if (key.IsEmpty || value.IsEmpty || reader.Current == '=')
            return Refuse(ref context, RejectReason.InvalidLabels, path, $"has tag \"{JsonToken.Shorten(key)}\", which is not name=value");
        if (labels.Count == LabelSet.MaxCount || labels.Text.Length + key.Length + value.Length > LabelSet.MaxBytes)
            return Refuse(ref context, RejectReason.InvalidLabels, path, $"has too many tags; must have at most {LabelSet.MaxCount}, of {LabelSet.MaxBytes} bytes");
        if (labels.Add(LineText.AppendPlain(key, labels.Text), LineText.AppendPlain(value, labels.Text)))
            return Refuse(ref context, RejectReason.InvalidLabels, path, $"has tag \"{JsonToken.Shorten(key)}\" twice");
        return true;
    }

    private static bool TryReadField(ref RecordContext context, ref LineReader reader, FieldPath path, ArenaSlice labels)
    {
        var key = reader.TakeName(equalsToo: true);
        if (key.IsEmpty || !reader.TryTake((byte)'='))
            return Refuse(ref context, RejectReason.UnknownFormat, path, "has no field name=value where one must be; must be line protocol (or JSON)");
        if (reader.Current == '"')
            return reader.TrySkipString() || Refuse(ref context, RejectReason.UnknownFormat, path, "has a string without end");

        var word = reader.TakeWord();
        switch (FieldValue.Read(word, out var value))
        {
            case FieldKind.Skipped:
                return true;
            case FieldKind.Number:
                var arena = context.Samples.Arena;
                var start = arena.Length;
                arena.Append(context.Scratch[new ArenaSlice(0, context.Scratch.Length)]);
                arena.Append(key);
                var series = arena.Since(start);
                if (!SeriesId.IsValid(arena[series]))
                    return Refuse(ref context, RejectReason.InvalidSeries, PathOf(path, key), SeriesId.Problem(arena[series]));
                context.Add(series, labels, 0, value);
                return !context.Errors.Full;
            case FieldKind.NonFinite:
                return Refuse(ref context, RejectReason.NonFiniteValue, PathOf(path, key), $"is {JsonToken.Shorten(word)}; must be a finite number");
            case FieldKind.Missing:
                return Refuse(ref context, RejectReason.MissingValue, PathOf(path, key), "has no value; must be a number");
            default:
                return Refuse(ref context, RejectReason.WrongType, PathOf(path, key),
                    $"is {JsonToken.Shorten(word)}; must be a number, an integer such as 1i or 1u, true, false, or a string in quotes");
        }
    }

    private static bool TryReadTime(ref RecordContext context, ref LineReader reader, FieldPath path, out long time)
    {
        reader.SkipSpaces();
        var word = reader.TakeWord();
        reader.SkipSpaces();
        if (word.IsEmpty && reader.AtLineEnd)
            return SampleTime.TryTakeFromRecord(ref context, path.Of("timestamp"), out time);
        if (reader.AtLineEnd && FieldValue.TryReadInteger(word, out var number))
        {
            time = EpochTime.ToUnixMs(number);
            return TimestampRange.Contains(time)
                || Refuse(ref context, RejectReason.InvalidTimestamp, path.Of("timestamp"), $"is {JsonToken.Shorten(word)}; {TimestampRange.MustBe}");
        }
        time = 0;
        return Refuse(ref context, RejectReason.InvalidTimestamp, path.Of("timestamp"),
            $"is {JsonToken.Shorten(word)}{(reader.AtLineEnd ? "" : " and more")}; must be a whole number of ns, µs, ms or s since 1970, and end the line");
    }

    private static FieldPath PathOf(FieldPath line, ReadOnlySpan<byte> key) => line.Of(JsonToken.Shorten(key));

    private static bool Refuse(ref RecordContext context, string reason, FieldPath path, string detail)
    {
        context.Errors.Add(reason, path.ToString(), detail);
        return false;
    }
}
