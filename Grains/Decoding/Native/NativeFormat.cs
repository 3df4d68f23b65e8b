using System.Text.Json;
using Anomaly.Grains.Decoding.Json;
using Anomaly.Grains.Decoding.Labels;
using Anomaly.Grains.Decoding.Timestamps;

namespace Anomaly.Grains.Decoding.Native;

/// <summary>
/// Our own format: <c>{"series":"web-1.cpu","timestamp":"2026-11-22T10:00:00Z","value":42.5,"labels":{"host":"web-1"}}</c>, or
/// <c>{"series":…,"samples":[[unix_ms,value],…],"labels":…}</c>, or an array of these. Other fields are ignored.
/// </summary>
internal static class NativeFormat
{
    /// <summary>Decodes one object.</summary>
    public static void Decode(ref RecordContext context, in ObjectFields fields, FieldPath path)
    {
        var good = JsonSeries.TryRead(ref context, fields.Series, path.Of("series"), out var series);
        good &= JsonLabels.TryRead(ref context, fields.Labels, path.Of("labels"));
        ArenaSlice labels = default;
        good = good && JsonLabels.TryWrite(ref context, path.Of("labels"), out labels);

        if (!fields.Samples.IsMissing)
        {
            if (!fields.Value.IsMissing)
                context.Errors.Add(RejectReason.WrongType, path.Of("value").ToString(), "stands beside samples; must be one of the two");
            NativeSamples.Decode(ref context, fields.Samples, path.Of("samples"), series, labels);
            return;
        }
        good &= SampleValue.TryRead(ref context, fields.Value, path.Of("value"), asText: false, out var value);
        good &= SampleTime.TryRead(ref context, fields.Timestamp, path.Of("timestamp"), out var time);
        if (good)
            context.Add(series, labels, time, value);
    }

    /// <summary>Decodes the array at whose start the reader stands.</summary>
    public static void DecodeArray(ref RecordContext context, ref Utf8JsonReader reader)
    {
        var element = 0;
        for (; reader.Read() && reader.TokenType != JsonTokenType.EndArray; element++)
        {
            var path = new FieldPath(element);
            if (reader.TokenType == JsonTokenType.StartObject)
            {
                ObjectFields.Read(ref reader, out var fields);
                Decode(ref context, fields, path);
            }
            else
            {
                var token = JsonToken.Take(ref reader);
                context.Errors.Add(RejectReason.WrongType, path.ToString(), $"is {token.Describe(context.Bytes)}; must be an object with series and value");
            }
            if (context.Errors.Full)
                return;
        }
        if (element == 0)
            context.Errors.Add(RejectReason.EmptyRecord, DecodeError.WholeRecord, "is an empty array; must hold a sample");
    }
}
