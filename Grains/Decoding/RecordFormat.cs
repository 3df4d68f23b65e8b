namespace Anomaly.Grains.Decoding;

/// <summary>The formats of a record that is one JSON object.</summary>
internal enum RecordFormat
{
    /// <summary>Our own.</summary>
    Native,

    /// <summary>The seed's: fields named after series.</summary>
    Seed,

    /// <summary>prometheus-kafka-adapter's.</summary>
    PrometheusAdapter,

    /// <summary>Sent again by the service itself.</summary>
    Rerouted,
}
