using System.Globalization;
using System.Text;
using System.Text.Json;

namespace Anomaly.Grains.Decoding.Json;

/// <summary>A value in a JSON text, by its place. Strings are without their quotes; <see cref="JsonTokenType.None"/> = absent.</summary>
internal readonly record struct JsonToken(JsonTokenType Type, int Start, int Length, bool Escaped)
{
    private const int ShownBytes = 60;

    /// <summary>Absent or null, which mean the same.</summary>
    public bool IsMissing => Type is JsonTokenType.None or JsonTokenType.Null;

    /// <summary>Takes the value (or name) the reader stands on; an object or array whole, which leaves the reader at its end.</summary>
    public static JsonToken Take(ref Utf8JsonReader reader)
    {
        var type = reader.TokenType;
        var start = (int)reader.TokenStartIndex;
        switch (type)
        {
            case JsonTokenType.String or JsonTokenType.PropertyName:
                return new JsonToken(type, start + 1, reader.ValueSpan.Length, reader.ValueIsEscaped);
            case JsonTokenType.StartObject or JsonTokenType.StartArray:
                reader.Skip();
                return new JsonToken(type, start, (int)reader.BytesConsumed - start, false);
            default:
                return new JsonToken(type, start, reader.ValueSpan.Length, false);
        }
    }

    /// <summary>Whether the reader stands on the name.</summary>
    public static bool NameIs(ref Utf8JsonReader reader, ReadOnlySpan<byte> name) =>
        reader.ValueIsEscaped ? EscapedNameIs(ref reader, name) : reader.ValueSpan.SequenceEqual(name);

    private static bool EscapedNameIs(ref Utf8JsonReader reader, ReadOnlySpan<byte> name)
    {
        try
        {
            return reader.ValueTextEquals(name);
        }
        catch (InvalidOperationException)
        {
            return false; // half a surrogate pair: no text, so not this one
        }
    }

    /// <summary>The bytes as they stand.</summary>
    public ReadOnlySpan<byte> In(ReadOnlySpan<byte> json) => json.Slice(Start, Length);

    /// <summary>Appends the text of a string without its escapes.</summary>
    /// <returns>False where an escape is half a surrogate pair: no text.</returns>
    public bool TryAppendText(ReadOnlySpan<byte> json, ByteArena to, out ArenaSlice text)
    {
        if (!Escaped)
        {
            text = to.Append(In(json));
            return true;
        }
        text = default;
        var reader = new Utf8JsonReader(json.Slice(Start - 1, Length + 2));
        reader.Read();
        try
        {
            var length = reader.CopyString(to.Reserve(Length));
            text = new ArenaSlice(to.Length, length);
            to.Advance(length);
            return true;
        }
        catch (InvalidOperationException)
        {
            return false;
        }
    }

    /// <summary>For an error message.</summary>
    public string Describe(ReadOnlySpan<byte> json) => Type switch
    {
        JsonTokenType.None => "missing",
        JsonTokenType.Null => "null",
        JsonTokenType.StartObject => "an object",
        JsonTokenType.StartArray => "an array",
        JsonTokenType.String => $"\"{Shorten(In(json))}\"",
        _ => Shorten(In(json)),
    };

    /// <summary>The beginning of a text, for an error message.</summary>
    public static string Shorten(ReadOnlySpan<byte> text) => text.Length <= ShownBytes
        ? Encoding.UTF8.GetString(text)
        : string.Create(CultureInfo.InvariantCulture, $"{Encoding.UTF8.GetString(text[..ShownBytes])}…");
}
