namespace Anomaly.Producer.Formats;

/// <summary>How a sample is written as a Kafka record.</summary>
public enum RecordFormat
{
    /// <summary><c>{"series":"web-1.cpu","timestamp":"…","value":42.5,"labels":{…}}</c>.</summary>
    Json = 0,

    /// <summary><c>{"cpu":42.5,"timestamp":"…"}</c>; carries no labels.</summary>
    Seed = 1,

    /// <summary>As prometheus-kafka-adapter writes it: <c>{"timestamp":"…","value":"42.5","name":"up","labels":{…}}</c>.</summary>
    Prometheus = 2,

    /// <summary>Influx line protocol: <c>measurement,tag=v value=42.5 1763805600000000000</c>.</summary>
    Influx = 3,
}
