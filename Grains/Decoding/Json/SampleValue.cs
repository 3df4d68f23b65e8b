using System.Buffers.Text;
using System.Text;
using System.Text.Json;

namespace Anomaly.Grains.Decoding.Json;

/// <summary>The value of a sample: a finite number.</summary>
internal static class SampleValue
{
    private const string MustBeFinite = "must be a finite number";

    /// <summary>Reads a number, or reports what is wrong with it.</summary>
    /// <param name="context">The record.</param>
    /// <param name="token">The value.</param>
    /// <param name="path">Where it stands.</param>
    /// <param name="asText">Whether the number may stand in quotes.</param>
    /// <param name="value">The number.</param>
    public static bool TryRead(ref RecordContext context, JsonToken token, FieldPath path, bool asText, out double value)
    {
        value = 0;
        if ((token.Type == JsonTokenType.Number || (asText && token.Type == JsonTokenType.String))
            && TryParse(token.In(context.Bytes), out value) && double.IsFinite(value))
            return true;

        var (reason, detail) = Judge(token, context.Bytes, asText);
        context.Errors.Add(reason, path.ToString(), detail);
        return false;
    }

    /// <summary>Reads a whole text as a number; an infinity where it is too large.</summary>
    public static bool TryParse(ReadOnlySpan<byte> text, out double value) =>
        Utf8Parser.TryParse(text, out value, out var used) && used == text.Length;

    /// <summary>Whether a text is a spelling of not-a-number or of an infinity.</summary>
    public static bool IsNonFiniteName(ReadOnlySpan<byte> text)
    {
        if (text.Length > 0 && text[0] is (byte)'+' or (byte)'-')
            text = text[1..];
        return Ascii.EqualsIgnoreCase(text, "nan"u8) || Ascii.EqualsIgnoreCase(text, "inf"u8) || Ascii.EqualsIgnoreCase(text, "infinity"u8);
    }

    private static (string Reason, string Detail) Judge(JsonToken token, ReadOnlySpan<byte> json, bool asText)
    {
        if (token.IsMissing)
            return (RejectReason.MissingValue, $"is {token.Describe(json)}; must be a number");
        var text = token.In(json);
        if (token.Type == JsonTokenType.Number || (token.Type == JsonTokenType.String && IsNonFiniteName(text)))
            return (RejectReason.NonFiniteValue, $"is {JsonToken.Shorten(text)}; {MustBeFinite}");
        if (token.Type == JsonTokenType.String && TryParse(text, out var number))
        {
            return double.IsFinite(number)
                ? (RejectReason.NumberAsText, $"is \"{JsonToken.Shorten(text)}\"; must be a number without quotes")
                : (RejectReason.NonFiniteValue, $"is {JsonToken.Shorten(text)}; {MustBeFinite}");
        }
        return (RejectReason.WrongType, $"is {token.Describe(json)}; must be a number{(asText ? ", with or without quotes" : "")}");
    }
}
