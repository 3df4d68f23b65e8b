using System.Text.Json;
using Anomaly.Grains.Decoding.Json;

namespace Anomaly.Grains.Decoding;

/// <summary>Tells the formats apart, by the names of an object's fields.</summary>
internal static class FormatDetection
{
    /// <summary>
    /// In this order: <c>anomaly_rerouted</c> is the service's own; <c>series</c> is ours; a <c>name</c> with <c>value</c> or
    /// <c>labels</c> is Prometheus'; <c>labels</c> or <c>samples</c> without a number beside them is ours and lacks its series; all else
    /// is the seed's, where a field's name is a series.
    /// </summary>
    public static RecordFormat Detect(in ObjectFields fields)
    {
        if (fields.Rerouted.Type != JsonTokenType.None)
            return RecordFormat.Rerouted;
        if (fields.Series.Type != JsonTokenType.None)
            return RecordFormat.Native;
        var hasLabels = fields.Labels.Type == JsonTokenType.StartObject;
        if (fields.Name.Type == JsonTokenType.String && (fields.Value.Type != JsonTokenType.None || (hasLabels && !fields.HasOtherNumbers)))
            return RecordFormat.PrometheusAdapter;
        if ((hasLabels || fields.Samples.Type == JsonTokenType.StartArray) && !fields.HasOtherNumbers)
            return RecordFormat.Native;
        return RecordFormat.Seed;
    }
}
