using System.Data.Common;
using System.Net.Sockets;

namespace Anomaly.Storage.Schema;

/// <summary>The database cannot be used. The message is one sentence for people: which setting, what is wrong, what to do.</summary>
public sealed class StorageException : Exception
{
    /// <summary>Creates the exception.</summary>
    public StorageException()
    {
    }

    /// <summary>Creates the exception.</summary>
    /// <param name="message">One sentence for people.</param>
    public StorageException(string message)
        : base(message)
    {
    }

    /// <summary>Creates the exception.</summary>
    /// <param name="message">One sentence for people.</param>
    /// <param name="innerException">The driver's own.</param>
    public StorageException(string message, Exception innerException)
        : base(message, innerException)
    {
    }

    /// <summary>Whether it may pass by waiting, such as where the database cannot be reached now.</summary>
    public bool IsTransient
    {
        get => field || InnerException is DbException { IsTransient: true } or TimeoutException or SocketException;
        init;
    }
}
