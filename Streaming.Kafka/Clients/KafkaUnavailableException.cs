namespace Anomaly.Streaming.Kafka.Clients;

/// <summary>No broker answered in time, or the topic is absent and cannot be created. Its message names the setting, the address and the remedy.</summary>
public sealed class KafkaUnavailableException : Exception
{
    /// <summary>Creates it.</summary>
    public KafkaUnavailableException()
    {
    }

    /// <summary>Creates it.</summary>
    /// <param name="message">One sentence: what does not answer, where, and what to do.</param>
    public KafkaUnavailableException(string message)
        : base(message)
    {
    }

    /// <summary>Creates it.</summary>
    /// <param name="message">One sentence: what does not answer, where, and what to do.</param>
    /// <param name="innerException">What the client said last.</param>
    public KafkaUnavailableException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}
