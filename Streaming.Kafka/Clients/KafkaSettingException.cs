namespace Anomaly.Streaming.Kafka.Clients;

/// <summary>A setting that the Kafka client does not know or does not take. Its message names the setting and the remedy.</summary>
public sealed class KafkaSettingException : Exception
{
    /// <summary>Creates it.</summary>
    public KafkaSettingException()
    {
    }

    /// <summary>Creates it.</summary>
    /// <param name="message">Which setting, what it is, what it must be.</param>
    public KafkaSettingException(string message)
        : base(message)
    {
    }

    /// <summary>Creates it.</summary>
    /// <param name="message">Which setting, what it is, what it must be.</param>
    /// <param name="innerException">What the client said.</param>
    public KafkaSettingException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}
