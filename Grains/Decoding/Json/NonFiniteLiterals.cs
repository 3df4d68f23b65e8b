namespace Anomaly.Grains.Decoding.Json;

/// <summary>
/// Some writers put NaN, Infinity and -Infinity into JSON, which has no such words. Such a record is refused either way; but its
/// sender is told of the number rather than of the syntax.
/// </summary>
internal static class NonFiniteLiterals
{
    /// <summary>Puts quotes around such words where they stand outside of strings.</summary>
    /// <returns>The text with quotes, null where there is no such word.</returns>
    public static byte[]? Quote(ReadOnlySpan<byte> json)
    {
        var quoted = new List<byte>();
        var inString = false;
        var found = false;
        for (var i = 0; i < json.Length;)
        {
            var word = inString ? 0 : WordAt(json[i..]);
            if (word > 0)
            {
                quoted.Add((byte)'"');
                quoted.AddRange(json.Slice(i, word));
                quoted.Add((byte)'"');
                found = true;
                i += word;
                continue;
            }
            if (inString && json[i] == '\\')
                quoted.Add(json[i++]);
            else if (json[i] == '"')
                inString = !inString;
            if (i < json.Length)
                quoted.Add(json[i++]);
        }
        return found ? [.. quoted] : null;
    }

    private static int WordAt(ReadOnlySpan<byte> json) =>
        json.StartsWith("NaN"u8) ? 3 : json.StartsWith("Infinity"u8) ? 8 : json.StartsWith("-Infinity"u8) ? 9 : 0;
}
