using System.Text;

namespace Anomaly.Fuzz.Tests.Generation;

/// <summary>Makes something nearly valid of something valid.</summary>
internal static class Mutation
{
    private static readonly byte[][] Pieces =
    [
        .. new[] { "{", "}", "[", "]", ",", ":", "\"", "\\", "\\ud800", "\\u0000", "null", "1e999", "NaN", "-", "=", " ", "\n", "\0", "\"series\":\"b\",", "\"value\":2,", "{\"a\":", "\uFEFF" }.Select(Encoding.UTF8.GetBytes),
        [0xFF], [0xC0, 0x80], [0xED, 0xA0, 0x80], [0xF4, 0x90, 0x80, 0x80], [0xE2, 0x82], [0x1F, 0x8B, 0x08, 0x00],
    ];

    /// <summary>A changed copy.</summary>
    public static byte[] Of(Dice dice, byte[] valid)
    {
        var bytes = valid;
        for (var steps = dice.OneIn(2) ? 1 : 1 + dice.Below(4); steps > 0; steps--)
        {
            bytes = Step(dice, bytes);
        }

        return bytes;
    }

    private static byte[] Step(Dice dice, byte[] bytes)
    {
        if (bytes.Length == 0)
        {
            return dice.Pick(Pieces);
        }

        var at = dice.Below(bytes.Length);
        var length = Math.Min(dice.Below(16), bytes.Length - at);
        switch (dice.Below(8))
        {
            case 0:
                var flipped = bytes.ToArray();
                flipped[at] ^= (byte)(1 << dice.Below(8));
                return flipped;
            case 1: return bytes[..at];
            case 2: return [.. bytes[..at], .. bytes[(at + length)..]];
            case 3: return [.. bytes[..at], .. dice.Pick(Pieces), .. bytes[at..]];
            case 4: return [.. bytes[..at], .. bytes[at..(at + length)], .. bytes[at..]];
            case 5: return [.. bytes[..at], .. Encoding.UTF8.GetBytes(Nasty.Number(dice)), .. bytes[(at + length)..]];
            case 6: return [.. bytes[..at], .. Encoding.UTF8.GetBytes(Nasty.Quoted(dice)), .. bytes[(at + length)..]];
            default:
                // The same again and again: labels, samples, fields.
                return dice.OneIn(30) ? [.. bytes[..at], .. Enumerable.Repeat(bytes[at..(at + length)], 1 + dice.Below(500)).SelectMany(part => part), .. bytes[at..]] : [.. bytes, .. bytes];
        }
    }
}
