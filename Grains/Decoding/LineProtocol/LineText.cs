namespace Anomaly.Grains.Decoding.LineProtocol;

/// <summary>
/// The escapes of names and tags: a backslash before a comma, a space or (not in a measurement) an equals sign takes away that
/// letter's meaning; any other backslash is itself. So each text has one form, and an id needs no second one.
/// </summary>
internal static class LineText
{
    /// <summary>Whether a backslash before the letter takes away its meaning.</summary>
    public static bool IsEscapable(byte letter, bool equalsToo) => letter is (byte)',' or (byte)' ' || (equalsToo && letter == '=');

    /// <summary>Appends a tag's name or value without its escapes.</summary>
    public static ArenaSlice AppendPlain(ReadOnlySpan<byte> escaped, ByteArena to)
    {
        var start = to.Length;
        for (var next = escaped.IndexOf((byte)'\\'); next >= 0; next = escaped.IndexOf((byte)'\\'))
        {
            var isEscape = next + 1 < escaped.Length && IsEscapable(escaped[next + 1], equalsToo: true);
            to.Append(escaped[..(isEscape ? next : next + 1)]);
            escaped = escaped[(next + 1)..];
            if (isEscape)
            {
                to.Append(escaped[0]);
                escaped = escaped[1..];
            }
        }
        to.Append(escaped);
        return to.Since(start);
    }

    /// <summary>Appends a tag's name or value with its escapes.</summary>
    public static void AppendEscaped(ReadOnlySpan<byte> plain, ByteArena to)
    {
        for (var next = plain.IndexOfAny(", ="u8); next >= 0; next = plain.IndexOfAny(", ="u8))
        {
            to.Append(plain[..next]);
            to.Append((byte)'\\');
            to.Append(plain[next]);
            plain = plain[(next + 1)..];
        }
        to.Append(plain);
    }
}
