using System.Buffers;
using Anomaly.Grains.Decoding.Labels;

namespace Anomaly.Grains.Decoding.PrometheusAdapter;

/// <summary>
/// The id of a Prometheus series: <c>name{a="b",c="d"}</c>, or the name alone where there are no labels. A label whose name is
/// not of ASCII letters, digits and underscores has it in quotes, as in Prometheus 3: no two sets of labels give one id.
/// </summary>
internal static class PrometheusSeriesId
{
    private static readonly SearchValues<byte> MustBeEscaped = SearchValues.Create("\\\"\n"u8);

    private static readonly SearchValues<byte> ClassicName =
        SearchValues.Create("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_"u8);

    /// <summary>Appends the id.</summary>
    /// <param name="to">Where it goes, and where the name is.</param>
    /// <param name="name">The metric's name.</param>
    /// <param name="labels">Its labels, in their order.</param>
    public static ArenaSlice Write(ByteArena to, ArenaSlice name, LabelSet labels)
    {
        if (labels.Count == 0)
            return name;
        var start = to.Length;
        to.Append(to[name]);
        for (var i = 0; i < labels.Count; i++)
        {
            to.Append(i == 0 ? (byte)'{' : (byte)',');
            if (IsClassicName(labels.Key(i)))
                to.Append(labels.Key(i));
            else
                Quote(labels.Key(i), to);
            to.Append((byte)'=');
            Quote(labels.Value(i), to);
        }
        to.Append((byte)'}');
        return to.Since(start);
    }

    private static bool IsClassicName(ReadOnlySpan<byte> name) => !name.ContainsAnyExcept(ClassicName) && !char.IsAsciiDigit((char)name[0]);

    private static void Quote(ReadOnlySpan<byte> value, ByteArena to)
    {
        to.Append((byte)'"');
        for (var next = value.IndexOfAny(MustBeEscaped); next >= 0; next = value.IndexOfAny(MustBeEscaped))
        {
            to.Append(value[..next]);
            to.Append((byte)'\\');
            to.Append(value[next] == '\n' ? (byte)'n' : value[next]);
            value = value[(next + 1)..];
        }
        to.Append(value);
        to.Append((byte)'"');
    }
}
