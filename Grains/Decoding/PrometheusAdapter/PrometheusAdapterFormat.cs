using Anomaly.Grains.Decoding.Json;
using Anomaly.Grains.Decoding.Labels;
using Anomaly.Grains.Decoding.Timestamps;

namespace Anomaly.Grains.Decoding.PrometheusAdapter;

/// <summary>
/// What prometheus-kafka-adapter writes: <c>{"timestamp":"2026-11-22T10:00:00Z","value":"42.5","name":"up","labels":{"job":"node"}}</c>.
/// The series is named as Prometheus prints it: <c>up{job="node"}</c>, labels sorted, without <c>__name__</c>.
/// </summary>
internal static class PrometheusAdapterFormat
{
    /// <summary>Decodes one object.</summary>
    public static void Decode(ref RecordContext context, in ObjectFields fields)
    {
        var root = FieldPath.Root;
        var good = JsonSeries.TryRead(ref context, fields.Name, root.Of("name"), out var name);
        good &= SampleValue.TryRead(ref context, fields.Value, root.Of("value"), asText: true, out var value);
        good &= SampleTime.TryRead(ref context, fields.Timestamp, root.Of("timestamp"), out var time);
        good &= JsonLabels.TryRead(ref context, fields.Labels, root.Of("labels"), except: "__name__"u8);
        if (!good || !JsonLabels.TryWrite(ref context, root.Of("labels"), out var labels))
            return;
        var series = PrometheusSeriesId.Write(context.Samples.Arena, name, context.Labels);
        if (JsonSeries.Check(ref context, series, root.Of("labels")))
            context.Add(series, labels, time, value);
    }
}
