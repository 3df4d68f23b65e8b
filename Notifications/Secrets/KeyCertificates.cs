using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Anomaly.Notifications.Secrets;

/// <summary>The certificates that protect the key ring, in place of a key file.</summary>
internal sealed class KeyCertificates : IDisposable
{
    private KeyCertificates(string path, X509Certificate2[] all) => (Path, All) = (path, all);

    public string Path { get; }

    /// <summary>The newest first: it protects; all of them read.</summary>
    public X509Certificate2[] All { get; }

    public X509Certificate2 Current => All[0];

    /// <summary>Reads a file.</summary>
    /// <exception cref="SecretsException">It cannot be read, or has no certificate that can be used.</exception>
    public static KeyCertificates Read(string path, string password)
    {
        path = System.IO.Path.GetFullPath(path);
        try
        {
            var all = X509CertificateLoader.LoadPkcs12CollectionFromFile(path, password, OperatingSystem.IsMacOS() ? X509KeyStorageFlags.DefaultKeySet : X509KeyStorageFlags.EphemeralKeySet);
            var usable = all.Where(each => each.GetRSAPrivateKey() is not null).OrderByDescending(each => each.NotBefore).ToArray();
            return usable.Length > 0
                ? new KeyCertificates(path, usable)
                : throw new SecretsException($"Notifications:KeyCertificate is '{path}', which has no certificate with a private RSA key; name a PKCS#12 file that has.");
        }
        catch (Exception exception) when (exception is CryptographicException or IOException or UnauthorizedAccessException)
        {
            throw new SecretsException($"Notifications:KeyCertificate is '{path}', which cannot be read ({exception.Message}); name a PKCS#12 file, and set Notifications:KeyCertificatePassword to its password.", exception);
        }
    }

    public void Dispose()
    {
        foreach (var each in All)
            each.Dispose();
    }
}
