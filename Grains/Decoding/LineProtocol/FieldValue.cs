using System.Buffers.Text;
using Anomaly.Grains.Decoding.Json;

namespace Anomaly.Grains.Decoding.LineProtocol;

/// <summary>Values of fields that are not strings.</summary>
internal static class FieldValue
{
    /// <summary>Reads a value.</summary>
    public static FieldKind Read(ReadOnlySpan<byte> word, out double value)
    {
        value = 0;
        if (word.IsEmpty)
            return FieldKind.Missing;
        switch (word[^1])
        {
            case (byte)'i' when TryReadInteger(word[..^1], out var number):
                value = number;
                return FieldKind.Number;
            case (byte)'u' when Utf8Parser.TryParse(word[..^1], out ulong number, out var used) && used == word.Length - 1:
                value = number;
                return FieldKind.Number;
        }
        if (IsBoolean(word))
            return FieldKind.Skipped;
        if (SampleValue.IsNonFiniteName(word))
            return FieldKind.NonFinite;
        if (!SampleValue.TryParse(word, out value))
            return FieldKind.Wrong;
        return double.IsFinite(value) ? FieldKind.Number : FieldKind.NonFinite;
    }

    /// <summary>Reads a whole number.</summary>
    public static bool TryReadInteger(ReadOnlySpan<byte> word, out long number) =>
        Utf8Parser.TryParse(word, out number, out var used) && used == word.Length;

    private static bool IsBoolean(ReadOnlySpan<byte> word) => word.Length switch
    {
        1 => word[0] is (byte)'t' or (byte)'T' or (byte)'f' or (byte)'F',
        4 => word.SequenceEqual("true"u8) || word.SequenceEqual("True"u8) || word.SequenceEqual("TRUE"u8),
        5 => word.SequenceEqual("false"u8) || word.SequenceEqual("False"u8) || word.SequenceEqual("FALSE"u8),
        _ => false,
    };
}
