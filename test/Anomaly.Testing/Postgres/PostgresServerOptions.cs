using System.Net;

namespace Anomaly.Testing.Postgres;

/// <summary>How a private server is started.</summary>
public sealed record PostgresServerOptions
{
    /// <summary>Whether a commit waits for the disk. Off by default: the tests' data need not outlive the machine.</summary>
    public bool Durable { get; init; }

    /// <summary>The address that it listens on, for whoever has a password.</summary>
    public IPAddress Address { get; init; } = IPAddress.Loopback;

    /// <summary>The port; 0 for a free one.</summary>
    public int Port { get; init; }

    /// <summary>The certificate that it shows to whoever wants an encrypted connection; null where it has none.</summary>
    public Tls.IssuedCertificate? Certificate { get; init; }

    /// <summary>Further settings of the server, such as <c>log_statement=all</c>.</summary>
    public IReadOnlyList<string> Settings { get; init; } = [];
}
