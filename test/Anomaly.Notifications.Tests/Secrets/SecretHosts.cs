using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Anomaly.Notifications.Secrets;
using Anomaly.Storage.Notifications;
using Anomaly.Storage.Schema;
using Anomaly.Storage.Sqlite.Hosting;
using Anomaly.Storage.Sqlite.Options;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;

namespace Anomaly.Notifications.Tests.Secrets;

/// <summary>Several hosts on one database, each with settings of its own.</summary>
public sealed class SecretHosts : IAsyncDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("anomaly-secrets-");
    private readonly List<ServiceProvider> _hosts = [];

    internal string Database => FileOf("anomaly.db");

    internal IKeyRingStore Store => _hosts[0].GetRequiredService<IKeyRingStore>();

    internal static CancellationToken Token => TestContext.Current.CancellationToken;

    internal string FileOf(string name) => Path.Combine(_folder.FullName, name);

    /// <summary>A file with a line each.</summary>
    internal string KeyFile(string name, params string[] lines)
    {
        File.WriteAllLines(FileOf(name), lines);
        return FileOf(name);
    }

    internal static string NewKey() => Convert.ToBase64String(RandomNumberGenerator.GetBytes(32));

    /// <summary>A PKCS#12 file with certificates, the last the newest.</summary>
    internal string Certificates(string name, params X509Certificate2[] certificates)
    {
        File.WriteAllBytes(FileOf(name), new X509Certificate2Collection(certificates).Export(X509ContentType.Pkcs12, "pass")!);
        return FileOf(name);
    }

    internal static X509Certificate2 NewCertificate(int age)
    {
        using var key = RSA.Create(2048);
        var request = new CertificateRequest("CN=anomaly", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        var start = new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero).AddDays(-age);
        return request.CreateSelfSigned(start, start.AddYears(50));
    }

    internal async Task<ISecretProtector> StartAsync(string keyFile = "", string certificate = "", string? newKeyFile = null)
    {
        var settings = new SecretKeySettings { KeyFile = keyFile, KeyCertificate = certificate, KeyCertificatePassword = "pass" };
        var services = new ServiceCollection();
        services.AddSqliteStorage(new SqliteStorageOptions { Path = Database });
        var host = services.BuildServiceProvider();
        _hosts.Add(host);
        await host.GetRequiredService<IStorageSchema>().MigrateAsync(Token);
        return new SecretProtector(host.GetRequiredService<IKeyRingStore>(), KeyRingProtection.Read(settings, newKeyFile), NullLoggerFactory.Instance);
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var host in _hosts)
            await host.DisposeAsync();

        SqliteConnection.ClearAllPools();
        _folder.Delete(recursive: true);
    }
}
