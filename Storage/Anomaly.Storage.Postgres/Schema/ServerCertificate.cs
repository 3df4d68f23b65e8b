using System.Net.Sockets;
using Anomaly.Streaming.Kafka.Certificates;
using Npgsql;

namespace Anomaly.Storage.Postgres.Schema;

/// <summary>The driver says that a certificate was refused, and not why: looks at the one that the server shows.</summary>
internal static class ServerCertificate
{
    private const int TimeoutMilliseconds = 2000;

    /// <summary>PostgreSQL's request for an encrypted connection: length 8, code 80877103.</summary>
    private static ReadOnlySpan<byte> SslRequest => [0, 0, 0, 8, 0x04, 0xD2, 0x16, 0x2F];

    /// <summary>What is wrong with it; null where nothing is found.</summary>
    public static CertificateFlaw? Look(NpgsqlConnectionStringBuilder connection)
    {
        if (connection.Host is not { } host || host.StartsWith('/'))
            return null;
        try
        {
            using var own = CertificateFlaw.Own(connection.SslCertificate, connection.SslKey, connection.SslPassword);
            using var client = new TcpClient { SendTimeout = TimeoutMilliseconds, ReceiveTimeout = TimeoutMilliseconds };
            host = host.Split(',')[0];
            client.Connect(host, connection.Port);
            var stream = client.GetStream();
            stream.Write(SslRequest);
            return stream.ReadByte() == 'S'
                ? CertificateFlaw.Find(stream, connection.SslMode == SslMode.VerifyFull ? host : null, own, connection.RootCertificate, TimeProvider.System)
                : null;
        }
        catch (Exception exception) when (exception is SocketException or IOException)
        {
            return null; // gone meanwhile
        }
    }
}
