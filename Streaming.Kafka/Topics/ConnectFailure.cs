using System.Net.Sockets;
using Anomaly.Streaming.Kafka.Certificates;
using Anomaly.Streaming.Kafka.Options;
using Confluent.Kafka;
using ErrorCode = Confluent.Kafka.ErrorCode;

namespace Anomaly.Streaming.Kafka.Topics;

/// <summary>Of all that the client complains of while it waits for a broker, what says most; and the sentence that it makes.</summary>
internal sealed class ConnectFailure(KafkaStreamOptions options, TimeProvider time)
{
    private static readonly TimeSpan LookTimeout = TimeSpan.FromSeconds(2);
    private readonly Lock _lock = new();
    private string _reason = "no answer";
    private ErrorCode _code = ErrorCode.NoError;

    /// <summary>What says most so far.</summary>
    public string Reason
    {
        get
        {
            lock (_lock) return _reason;
        }
    }

    /// <summary>Notes an error of the client. That all brokers are down comes after each other error and says less.</summary>
    public void Note(Error error)
    {
        lock (_lock)
            if (Rank(error.Code) >= Rank(_code)) (_code, _reason) = (error.Code, error.Reason);
    }

    /// <summary>Notes what an answer lacks; what was before it counts no more.</summary>
    public void Answered(string lack)
    {
        lock (_lock) (_code, _reason) = (ErrorCode.NoError, lack);
    }

    /// <summary>What is wrong, where, and what to do; without any value of a setting that may be a secret.</summary>
    public string Explain()
    {
        var (section, within) = (options.SettingsSection, $"at {options.BootstrapServers} ({options.SettingsSection}:BootstrapServers)");
        return _code switch
        {
            ErrorCode.Local_Ssl when Look() is { } flaw =>
                $"the broker {within} cannot be trusted: {flaw.Finding}; {flaw.Remedy} (settings {section}:BootstrapServers, {section}:Client:ssl.ca.location).",
            // A port without TLS just ends the connection.
            _ when _code == ErrorCode.Local_Ssl || Reason.Contains("SSL handshake failed", StringComparison.Ordinal) =>
                $"no encrypted connection to the broker {within} within {options.ConnectTimeout} ({Reason}); correct {section}:Client:security.protocol and the settings {section}:Client:ssl.….",
            ErrorCode.Local_Authentication or ErrorCode.SaslAuthenticationFailed or ErrorCode.UnsupportedSaslMechanism =>
                $"the broker {within} did not accept the login within {options.ConnectTimeout} ({Reason}); correct the settings {section}:Client:sasl.….",
            _ => $"no Kafka broker answers {within} within {options.ConnectTimeout} ({Reason}); start it, or set {section}:BootstrapServers to the address of one that runs.",
        };
    }

    private static int Rank(ErrorCode code) => code switch
    {
        ErrorCode.Local_Ssl or ErrorCode.Local_Authentication or ErrorCode.SaslAuthenticationFailed or ErrorCode.UnsupportedSaslMechanism => 2,
        ErrorCode.NoError or ErrorCode.Local_AllBrokersDown => 0,
        _ => 1,
    };

    /// <summary>The client says that a certificate was refused, and not why: looks at the one that the first broker shows.</summary>
    private CertificateFlaw? Look()
    {
        var address = options.BootstrapServers.Split(',')[0].Trim();
        var at = address.LastIndexOf(':');
        if (at < 0 || !int.TryParse(address.AsSpan(at + 1), out var port)) return null;
        var host = address[..at].Trim('[', ']');
        var anyName = Setting("ssl.endpoint.identification.algorithm") == "none";
        try
        {
            using var own = CertificateFlaw.Own(Setting("ssl.certificate.location"), Setting("ssl.key.location"), Setting("ssl.key.password"));
            using var client = new TcpClient { SendTimeout = (int)LookTimeout.TotalMilliseconds, ReceiveTimeout = (int)LookTimeout.TotalMilliseconds };
            client.Connect(host, port);
            return CertificateFlaw.Find(client.GetStream(), anyName ? null : host, own, Setting("ssl.ca.location"), time);
        }
        catch (SocketException)
        {
            return null; // gone meanwhile
        }

        string? Setting(string name) => options.Client.GetValueOrDefault(name);
    }
}
