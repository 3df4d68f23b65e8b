using System.Buffers;

namespace Anomaly.Grains.Decoding.Labels;

/// <summary>Writes strings as JSON with as few escapes as JSON allows: each text has one form.</summary>
internal static class JsonText
{
    private static readonly SearchValues<byte> MustBeEscaped =
        SearchValues.Create([.. Enumerable.Range(0, 0x20).Select(b => (byte)b), (byte)'"', (byte)'\\']);

    /// <summary>Appends the text in quotes.</summary>
    public static void Append(ReadOnlySpan<byte> text, ByteArena to)
    {
        var next = text.IndexOfAny(MustBeEscaped);
        if (next < 0)
        {
            var room = to.Reserve(text.Length + 2);
            room[0] = (byte)'"';
            text.CopyTo(room[1..]);
            room[text.Length + 1] = (byte)'"';
            to.Advance(text.Length + 2);
            return;
        }
        to.Append((byte)'"');
        for (; next >= 0; next = text.IndexOfAny(MustBeEscaped))
        {
            to.Append(text[..next]);
            var letter = text[next];
            if (letter < 0x20)
            {
                to.Append("\\u00"u8);
                to.Append((byte)('0' + (letter >> 4)));
                to.Append("0123456789abcdef"u8[letter & 15]);
            }
            else
            {
                to.Append((byte)'\\');
                to.Append(letter);
            }
            text = text[(next + 1)..];
        }
        to.Append(text);
        to.Append((byte)'"');
    }
}
