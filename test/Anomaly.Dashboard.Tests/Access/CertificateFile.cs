using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Anomaly.Dashboard.Tests.Access;

/// <summary>A PEM file with a certificate for this machine and its key.</summary>
internal sealed class CertificateFile : IDisposable
{
    public CertificateFile(int fromDays, int toDays) => Write(fromDays, toDays);

    public string Path { get; } = System.IO.Path.Combine(System.IO.Path.GetTempPath(), $"anomaly-{Guid.NewGuid():N}.pem");

    /// <summary>What clients see of it.</summary>
    public string Thumbprint { get; private set; } = "";

    /// <summary>Puts another in its place, as a renewal does.</summary>
    public void Write(int fromDays, int toDays)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=localhost", key, HashAlgorithmName.SHA256);
        var names = new SubjectAlternativeNameBuilder();
        names.AddDnsName("localhost");
        names.AddIpAddress(IPAddress.Loopback);
        request.CertificateExtensions.Add(names.Build());
        var now = TimeProvider.System.GetUtcNow();
        using var certificate = request.CreateSelfSigned(now.AddDays(fromDays), now.AddDays(toDays));
        File.WriteAllText(Path, certificate.ExportCertificatePem() + "\n" + key.ExportPkcs8PrivateKeyPem() + "\n");
        Thumbprint = certificate.Thumbprint;
    }

    public void Dispose() => File.Delete(Path);
}
