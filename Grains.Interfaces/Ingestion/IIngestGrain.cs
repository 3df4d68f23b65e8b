using Orleans.Concurrency;

namespace Anomaly.Grains.Interfaces.Ingestion;

/// <summary>Puts samples into the topic for those who have no Kafka client. Stateless; any key.</summary>
[Alias("anomaly.ingest")]
public interface IIngestGrain : IGrainWithIntegerKey
{
    /// <summary>Checks a record in any of the formats and sends it to the topic as one record: all of it or nothing.</summary>
    /// <param name="body">The record, as it would stand in Kafka.</param>
    /// <param name="cancellationToken">Ends the wait; the record may then be in the topic or not.</param>
    /// <returns>How it went. Nothing is sent unless every sample is good.</returns>
    [Alias("publish")] Task<IngestResult> PublishAsync(Immutable<byte[]> body, CancellationToken cancellationToken = default);
}
