namespace Anomaly.Notifications.Secrets;

/// <summary>Secrets cannot be kept or read. The message is one line for people: which setting, what it is, what it must be.</summary>
public sealed class SecretsException : Exception
{
    /// <summary>Creates the exception.</summary>
    public SecretsException()
    {
    }

    /// <summary>Creates the exception.</summary>
    /// <param name="message">One line for people.</param>
    public SecretsException(string message)
        : base(message)
    {
    }

    /// <summary>Creates the exception.</summary>
    /// <param name="message">One line for people.</param>
    /// <param name="innerException">What was behind it.</param>
    public SecretsException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}
