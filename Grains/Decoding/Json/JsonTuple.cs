using System.Globalization;
using System.Text.Json;

namespace Anomaly.Grains.Decoding.Json;

/// <summary>A short array by its items, such as <c>[1700000000000,42.5]</c>.</summary>
internal struct JsonTuple
{
    private JsonToken _first;
    private JsonToken _second;
    private JsonToken _third;
    private JsonToken _fourth;
    private JsonToken _whole;

    /// <summary>Items, also those beyond the fourth; -1 where the value is no array.</summary>
    public int Count { get; private set; }

    /// <summary>One of the first four items.</summary>
    public readonly JsonToken this[int i] => i switch { 0 => _first, 1 => _second, 2 => _third, _ => _fourth };

    /// <summary>Reads the value the reader stands on, to its end.</summary>
    /// <param name="reader">Reads a part of the record.</param>
    /// <param name="offset">Where that part begins in the record.</param>
    public static JsonTuple Read(ref Utf8JsonReader reader, int offset)
    {
        var tuple = default(JsonTuple);
        if (reader.TokenType != JsonTokenType.StartArray)
        {
            tuple.Count = -1;
            tuple._whole = Take(ref reader, offset);
            return tuple;
        }
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
        {
            var item = Take(ref reader, offset);
            switch (tuple.Count++)
            {
                case 0: tuple._first = item; break;
                case 1: tuple._second = item; break;
                case 2: tuple._third = item; break;
                case 3: tuple._fourth = item; break;
            }
        }
        return tuple;
    }

    /// <summary>For an error message.</summary>
    public readonly string Describe(ReadOnlySpan<byte> json) => Count < 0
        ? _whole.Describe(json)
        : string.Create(CultureInfo.InvariantCulture, $"an array of {Count}");

    private static JsonToken Take(ref Utf8JsonReader reader, int offset)
    {
        var token = JsonToken.Take(ref reader);
        return token with { Start = token.Start + offset };
    }
}
