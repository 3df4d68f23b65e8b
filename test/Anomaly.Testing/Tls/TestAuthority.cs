using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Anomaly.Testing.Tls;

/// <summary>An authority of its own, with certificates for servers and clients as files; they go with the object.</summary>
public sealed class TestAuthority : IDisposable
{
    /// <summary>The password of the files that have one.</summary>
    public const string Password = "only-for-tests";

    private readonly string _folder = Directory.CreateTempSubdirectory("tls-").FullName;
    private readonly RSA _key = RSA.Create(2048);
    private readonly X509Certificate2 _certificate;

    /// <summary>Makes the authority.</summary>
    /// <param name="name">Its name.</param>
    public TestAuthority(string name = "test authority")
    {
        // PostgreSQL's user reads from here.
        if (!OperatingSystem.IsWindows())
            File.SetUnixFileMode(_folder, (UnixFileMode)Convert.ToInt32("755", 8));
        var request = new CertificateRequest($"CN={name}", _key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(true, false, 0, true));
        request.CertificateExtensions.Add(new X509KeyUsageExtension(X509KeyUsageFlags.KeyCertSign | X509KeyUsageFlags.CrlSign, true));
        request.CertificateExtensions.Add(new X509SubjectKeyIdentifierExtension(request.PublicKey, false));
        var now = TimeProvider.System.GetUtcNow();
        _certificate = request.CreateSelfSigned(now.AddDays(-30), now.AddDays(30));
        File.WriteAllText(AuthorityFile, _certificate.ExportCertificatePem());
    }

    /// <summary>The authority's certificate, PEM.</summary>
    public string AuthorityFile => Path.Combine(_folder, "authority.pem");

    /// <summary>Issues a certificate.</summary>
    /// <param name="name">The subject, and the name of the files.</param>
    /// <param name="names">The host names and addresses that it is for; none for a client's.</param>
    /// <param name="until">When it ends, from now; before now: it has been expired since.</param>
    public IssuedCertificate Issue(string name, string[] names, TimeSpan? until = null)
    {
        using var key = RSA.Create(2048);
        var request = new CertificateRequest($"CN={name}", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        request.CertificateExtensions.Add(new X509KeyUsageExtension(X509KeyUsageFlags.DigitalSignature | X509KeyUsageFlags.KeyEncipherment, true));
        if (names.Length > 0)
        {
            var alternatives = new SubjectAlternativeNameBuilder();
            foreach (var each in names)
            {
                if (IPAddress.TryParse(each, out var address))
                    alternatives.AddIpAddress(address);
                else
                    alternatives.AddDnsName(each);
            }

            request.CertificateExtensions.Add(alternatives.Build());
        }

        var now = TimeProvider.System.GetUtcNow();
        using var bare = request.Create(_certificate, now.AddDays(-20), now + (until ?? TimeSpan.FromDays(20)), RandomNumberGenerator.GetBytes(8));
        using var certificate = bare.CopyWithPrivateKey(key);
        var issued = new IssuedCertificate(Path.Combine(_folder, $"{name}.pem"), Path.Combine(_folder, $"{name}.key"), Path.Combine(_folder, $"{name}.p12"));
        File.WriteAllText(issued.CertificateFile, certificate.ExportCertificatePem());
        File.WriteAllText(issued.KeyFile, key.ExportPkcs8PrivateKeyPem());
        File.WriteAllBytes(issued.StoreFile, new X509Certificate2Collection { certificate, X509CertificateLoader.LoadCertificate(_certificate.RawData) }.Export(X509ContentType.Pkcs12, Password)!);
        return issued;
    }

    /// <summary>A Java truststore with the authority alone, by Java's own <c>keytool</c>.</summary>
    public string JavaTrustStore()
    {
        var file = Path.Combine(_folder, "trust.p12");
        var start = new System.Diagnostics.ProcessStartInfo("keytool", ["-importcert", "-noprompt", "-alias", "authority", "-file", AuthorityFile, "-keystore", file, "-storetype", "PKCS12", "-storepass", Password])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        using var keytool = System.Diagnostics.Process.Start(start)!;
        var errors = keytool.StandardError.ReadToEnd();
        keytool.WaitForExit();
        return keytool.ExitCode == 0 ? file : throw new InvalidOperationException($"keytool ended with {keytool.ExitCode}: {errors}");
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _certificate.Dispose();
        _key.Dispose();
        Directory.Delete(_folder, recursive: true);
    }
}
