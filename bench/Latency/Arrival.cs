namespace Anomaly.Bench.Latency;

/// <summary>An anomaly that came in by the stream.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Method">The method that raised it.</param>
/// <param name="Durable">Whether it is in the database.</param>
/// <param name="Timestamp">The sample's time, whole milliseconds.</param>
/// <param name="Received">When it was read here.</param>
internal sealed record Arrival(Guid Id, string Method, bool Durable, DateTimeOffset Timestamp, DateTimeOffset Received)
{
    public double Milliseconds => (Received - Timestamp).TotalMilliseconds;
}
