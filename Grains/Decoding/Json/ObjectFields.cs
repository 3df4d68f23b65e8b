using System.Text.Json;

namespace Anomaly.Grains.Decoding.Json;

/// <summary>The fields of one object that any of the formats knows. Of fields with the same name the last counts.</summary>
internal struct ObjectFields
{
    public JsonToken Series;
    public JsonToken Value;
    public JsonToken Timestamp;
    public JsonToken Labels;
    public JsonToken Samples;
    public JsonToken Name;
    public JsonToken Origin;
    public JsonToken Rerouted;

    /// <summary>Whether a numeric field stands there that is neither value nor time.</summary>
    public bool HasOtherNumbers;

    /// <summary>The object itself.</summary>
    public JsonToken Whole;

    /// <summary>Reads the object at whose start the reader stands, to its end.</summary>
    public static void Read(ref Utf8JsonReader reader, out ObjectFields fields)
    {
        fields = default;
        var start = (int)reader.TokenStartIndex;
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            ref var field = ref fields.Series;
            var known = true;
            if (JsonToken.NameIs(ref reader, "series"u8))
                field = ref fields.Series;
            else if (JsonToken.NameIs(ref reader, "value"u8))
                field = ref fields.Value;
            else if (JsonToken.NameIs(ref reader, "timestamp"u8))
                field = ref fields.Timestamp;
            else if (JsonToken.NameIs(ref reader, "labels"u8))
                field = ref fields.Labels;
            else if (JsonToken.NameIs(ref reader, "samples"u8))
                field = ref fields.Samples;
            else if (JsonToken.NameIs(ref reader, "name"u8))
                field = ref fields.Name;
            else if (JsonToken.NameIs(ref reader, "origin"u8))
                field = ref fields.Origin;
            else if (JsonToken.NameIs(ref reader, "anomaly_rerouted"u8))
                field = ref fields.Rerouted;
            else
                known = false;

            reader.Read();
            if (known)
            {
                field = JsonToken.Take(ref reader);
            }
            else
            {
                fields.HasOtherNumbers |= reader.TokenType == JsonTokenType.Number;
                reader.Skip();
            }
        }
        fields.Whole = new JsonToken(JsonTokenType.StartObject, start, (int)reader.BytesConsumed - start, false);
    }
}
