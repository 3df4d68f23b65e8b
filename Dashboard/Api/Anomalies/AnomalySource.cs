namespace Anomaly.Dashboard.Api.Anomalies;

/// <summary>Where in the Kafka log the sample stands that raised the anomaly.</summary>
/// <param name="Topic">The topic.</param>
/// <param name="Epoch">Counts the topic's incarnations.</param>
/// <param name="Partition">The partition.</param>
/// <param name="Offset">The record's offset.</param>
/// <param name="Index">The sample's index in its record.</param>
internal sealed record AnomalySource(string Topic, int Epoch, int Partition, long Offset, int Index);
