using System.Buffers;
using System.Text;
using System.Text.Unicode;

namespace Anomaly.Grains.Decoding;

/// <summary>What text may be the id of a series: it becomes a grain's key, a database key and a metric's label.</summary>
internal static class SeriesId
{
    /// <summary>UTF-8 bytes.</summary>
    public const int MaxBytes = 1024;

    private static readonly SearchValues<byte> Controls =
        SearchValues.Create([.. Enumerable.Range(0, 0x20).Select(b => (byte)b), 0x7F]);

    private static ReadOnlySpan<byte> GroupPrefix => "@group{"u8;

    /// <summary>Whether the text may be the id of a series.</summary>
    public static bool IsValid(ReadOnlySpan<byte> id) =>
        id.Length is > 0 and <= MaxBytes && !id.StartsWith(GroupPrefix) && !id.ContainsAny(Controls) && (Ascii.IsValid(id) || IsCleanUnicode(id));

    /// <summary>What is wrong with an id that is not valid.</summary>
    public static string Problem(ReadOnlySpan<byte> id) => id switch
    {
        { Length: 0 } => "is empty; must be the id of a series",
        { Length: > MaxBytes } => $"is {id.Length} bytes long; must be at most {MaxBytes}",
        _ when id.StartsWith(GroupPrefix) => "begins with @group{, which names groups of series; must begin otherwise",
        _ when !Utf8.IsValid(id) => "is not valid UTF-8; must be text",
        _ => "holds control characters; must be text without them",
    };

    private static bool IsCleanUnicode(ReadOnlySpan<byte> id)
    {
        if (!Utf8.IsValid(id))
            return false;
        // U+0080 to U+009F are the control characters beyond ASCII.
        for (var at = id.IndexOf((byte)0xC2); at >= 0;)
        {
            if (id[at + 1] < 0xA0)
                return false;
            id = id[(at + 2)..];
            at = id.IndexOf((byte)0xC2);
        }
        return true;
    }
}
