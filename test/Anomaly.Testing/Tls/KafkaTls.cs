using System.Globalization;
using Anomaly.Testing.Kafka;
using Anomaly.Testing.Postgres;

namespace Anomaly.Testing.Tls;

/// <summary>A real broker that also listens with TLS, at <c>localhost</c>, and asks clients for a certificate.</summary>
public sealed class KafkaTls : IAsyncDisposable
{
    private readonly string _store;
    private readonly int _port = LoopbackPort.Take();

    private KafkaTls()
    {
        Server = Authority.Issue("broker", ["localhost"]);
        Client = Authority.Issue("client", []);
        // A copy, for the broker's certificate is changed while it lies there.
        _store = Server.StoreFile + ".used";
        File.Copy(Server.StoreFile, _store);
    }

    /// <summary>Who the broker and the clients trust.</summary>
    public TestAuthority Authority { get; } = new();

    /// <summary>The broker's certificate.</summary>
    public IssuedCertificate Server { get; }

    /// <summary>A client's certificate.</summary>
    public IssuedCertificate Client { get; }

    /// <summary>The broker; its own address is that without encryption.</summary>
    public ApacheKafka Broker { get; private set; } = null!;

    /// <summary>The address with encryption, by the name that the certificate has.</summary>
    public string BootstrapServers => string.Create(CultureInfo.InvariantCulture, $"localhost:{_port}");

    /// <summary>The same by a name that the certificate does not have.</summary>
    public string ByAddress => string.Create(CultureInfo.InvariantCulture, $"127.0.0.1:{_port}");

    /// <summary>What a client needs: TLS, whom to trust, and its own certificate.</summary>
    public IReadOnlyDictionary<string, string> ClientSettings => new Dictionary<string, string>(ApacheKafka.ClientSettings)
    {
        ["security.protocol"] = "ssl",
        ["ssl.ca.location"] = Authority.AuthorityFile,
        ["ssl.certificate.location"] = Client.CertificateFile,
        ["ssl.key.location"] = Client.KeyFile,
        ["broker.address.family"] = "v4",
    };

    /// <summary>Starts the broker.</summary>
    public static async Task<KafkaTls> StartAsync(CancellationToken cancellationToken)
    {
        var tls = new KafkaTls();
        var plain = LoopbackPort.Take();
        try
        {
            tls.Broker = await ApacheKafka.StartAsync(cancellationToken, address: new(System.Net.IPAddress.Loopback, plain), settings: new Dictionary<string, string>
            {
                ["listeners"] = string.Create(CultureInfo.InvariantCulture, $"PLAINTEXT://127.0.0.1:{plain},SSL://localhost:{tls._port}"),
                ["ssl.keystore.location"] = tls._store,
                ["ssl.keystore.type"] = "PKCS12",
                ["ssl.keystore.password"] = TestAuthority.Password,
                ["ssl.key.password"] = TestAuthority.Password,
                ["ssl.truststore.location"] = tls.Authority.JavaTrustStore(),
                ["ssl.truststore.type"] = "PKCS12",
                ["ssl.truststore.password"] = TestAuthority.Password,
                ["ssl.client.auth"] = "required",
                ["ssl.enabled.protocols"] = "TLSv1.2",
            });
            return tls;
        }
        catch
        {
            tls.Authority.Dispose();
            throw;
        }
    }

    /// <summary>Gives the broker another certificate, and starts it again.</summary>
    public async Task UseAsync(IssuedCertificate certificate, CancellationToken cancellationToken)
    {
        await Broker.StopBrokerAsync();
        File.Copy(certificate.StoreFile, _store, overwrite: true);
        await Broker.StartBrokerAsync(cancellationToken);
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await Broker.DisposeAsync();
        Authority.Dispose();
    }
}
