using System.Globalization;
using System.Text.Json;
using Anomaly.Grains.Decoding.Json;

namespace Anomaly.Grains.Decoding.Timestamps;

/// <summary>The time of a sample: its own, else its record's.</summary>
internal static class SampleTime
{
    // Longer text is no time, even with every character written as an escape.
    private const int LongestText = 240;

    /// <summary>Reads the time of a sample, or reports what is wrong with it.</summary>
    public static bool TryRead(ref RecordContext context, JsonToken token, FieldPath path, out long unixMs)
    {
        if (token.IsMissing)
            return TryTakeFromRecord(ref context, path, out unixMs);
        return TryReadOwn(ref context, token, path, out unixMs);
    }

    /// <summary>Reads a time that must be there, or reports what is wrong with it.</summary>
    public static bool TryReadOwn(ref RecordContext context, JsonToken token, FieldPath path, out long unixMs)
    {
        unixMs = 0;
        if (token.IsMissing)
        {
            context.Errors.Add(RejectReason.MissingTimestamp, path.ToString(), "is missing; must be a time");
            return false;
        }
        var read = token.Type switch
        {
            JsonTokenType.Number => EpochTime.TryParse(token.In(context.Bytes), out unixMs),
            JsonTokenType.String => TryParseText(ref context, token, out unixMs),
            _ => false,
        };
        if (read && TimestampRange.Contains(unixMs))
            return true;
        context.Errors.Add(RejectReason.InvalidTimestamp, path.ToString(),
            $"is {token.Describe(context.Bytes)}; {(read ? TimestampRange.MustBe : Remedy(token, context.Bytes))}");
        return false;
    }

    /// <summary>Takes the record's time, or reports that there is none.</summary>
    public static bool TryTakeFromRecord(ref RecordContext context, FieldPath path, out long unixMs)
    {
        unixMs = context.RecordTimestampMs;
        if (TimestampRange.Contains(unixMs))
            return true;
        if (unixMs < 0)
        {
            context.Errors.Add(RejectReason.MissingTimestamp, path.ToString(), "is missing, and the record has no time of its own; must be a time");
            return false;
        }
        context.Errors.Add(RejectReason.InvalidTimestamp, path.ToString(), string.Create(CultureInfo.InvariantCulture,
            $"is missing, and the record's own time is {unixMs} ms; {TimestampRange.MustBe}"));
        return false;
    }

    private static bool TryParseText(ref RecordContext context, JsonToken token, out long unixMs)
    {
        unixMs = 0;
        if (!token.Escaped)
            return Rfc3339.TryParse(token.In(context.Bytes), out unixMs);
        if (token.Length > LongestText)
            return false;
        var before = context.Scratch.Length;
        var read = token.TryAppendText(context.Bytes, context.Scratch, out var text) && Rfc3339.TryParse(context.Scratch[text], out unixMs);
        context.Scratch.Truncate(before);
        return read;
    }

    private static string Remedy(JsonToken token, ReadOnlySpan<byte> json)
    {
        const string Expected = "must be RFC 3339, such as \"2026-11-22T10:00:00Z\", or a number of s, ms, µs or ns since 1970";
        if (token.Type != JsonTokenType.String)
            return Expected;
        var text = token.In(json);
        if (text.Length > 0 && !text.ContainsAnyExceptInRange((byte)'0', (byte)'9'))
            return "a number since 1970 must stand without quotes";
        if (text.Length <= LongestText && Rfc3339.TryParse([.. text, (byte)'Z'], out _))
            return "must say its offset from UTC: add Z, or such as +01:00";
        return Expected;
    }
}
