using System.Globalization;
using System.Text.Json;
using System.Text.Unicode;
using Anomaly.Grains.Decoding.Json;

namespace Anomaly.Grains.Decoding.Labels;

/// <summary>Labels given as a JSON object of strings.</summary>
internal static class JsonLabels
{
    private const int LongestEscape = 6; // \u0041 for one byte

    /// <summary>Reads labels into the context's set, or reports what is wrong with them. Absent, null and empty are no labels.</summary>
    /// <param name="context">The record.</param>
    /// <param name="token">The object.</param>
    /// <param name="path">Where it stands.</param>
    /// <param name="except">A label to leave out.</param>
    public static bool TryRead(ref RecordContext context, JsonToken token, FieldPath path, ReadOnlySpan<byte> except = default)
    {
        var labels = context.Labels;
        labels.Clear();
        if (token.IsMissing)
            return true;
        if (token.Type != JsonTokenType.StartObject)
            return Refuse(ref context, path, $"is {token.Describe(context.Bytes)}; must be an object of strings");

        var json = token.In(context.Bytes);
        var reader = new Utf8JsonReader(json);
        reader.Read();
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var key = JsonToken.Take(ref reader);
            reader.Read();
            var value = JsonToken.Take(ref reader);
            if (value.Type != JsonTokenType.String)
                return Refuse(ref context, path, $"has \"{JsonToken.Shorten(key.In(json))}\", which is {value.Describe(json)}; must be an object of strings");
            if (labels.Count == LabelSet.MaxCount)
                return Refuse(ref context, path, string.Create(CultureInfo.InvariantCulture, $"holds more than {LabelSet.MaxCount} labels"));
            if (key.Length + value.Length > LabelSet.MaxBytes * LongestEscape || labels.Text.Length > LabelSet.MaxBytes)
                return RefuseSize(ref context, path);
            if (!key.TryAppendText(json, labels.Text, out var keyText) || !value.TryAppendText(json, labels.Text, out var valueText)
                || !IsText(labels.Text[keyText]) || !IsText(labels.Text[valueText]))
                return Refuse(ref context, path, $"has \"{JsonToken.Shorten(key.In(json))}\", which is not valid text; must be UTF-8 without NUL");
            if (keyText.Length == 0)
                return Refuse(ref context, path, "has a label without a name");
            if (except.IsEmpty || !except.SequenceEqual(labels.Text[keyText]))
                labels.Add(keyText, valueText);
        }
        return true;
    }

    /// <summary>Writes the context's set to the buffer, or reports that it is too large.</summary>
    public static bool TryWrite(ref RecordContext context, FieldPath path, out ArenaSlice labels)
    {
        labels = context.Labels.WriteJson(context.Samples.Arena);
        return labels.Length <= LabelSet.MaxBytes || RefuseSize(ref context, path);
    }

    // A database's text takes every character but NUL.
    private static bool IsText(ReadOnlySpan<byte> text) => Utf8.IsValid(text) && !text.Contains((byte)0);

    private static bool RefuseSize(ref RecordContext context, FieldPath path) =>
        Refuse(ref context, path, string.Create(CultureInfo.InvariantCulture, $"is too large; must be at most {LabelSet.MaxBytes} bytes"));

    private static bool Refuse(ref RecordContext context, FieldPath path, string detail)
    {
        context.Errors.Add(RejectReason.InvalidLabels, path.ToString(), detail);
        return false;
    }
}
