using System.Text.Json.Serialization;
using Anomaly.Grains.Interfaces.Anomalies;

namespace Anomaly.Dashboard.Api.Anomalies;

/// <summary>An anomaly as the stream tells it.</summary>
internal sealed record LiveAnomalyItem : AnomalyItem
{
    internal LiveAnomalyItem(AnomalyEvent live)
        : base(live.Record)
    {
        Durable = live.Durable;
    }

    /// <summary>Whether it is in the history. It comes again with the same id once it is; rarely, after a crash, it never does.</summary>
    [JsonPropertyOrder(1)] public bool Durable { get; }
}
