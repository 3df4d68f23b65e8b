using System.Net.Security;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Anomaly.Dashboard.Configuration;

/// <summary>The certificate that https is served by, read again where its file was renewed.</summary>
/// <param name="web">Names the files.</param>
/// <param name="time">The time.</param>
/// <param name="logger">Told of what was read, and of what could not be.</param>
internal sealed class WebCertificate(FrontSettings web, TimeProvider time, ILogger<WebCertificate> logger)
{
    private static readonly TimeSpan LookInterval = TimeSpan.FromMinutes(1);

    private readonly Lock _lock = new();
    private SslStreamCertificateContext? _context;
    private byte[] _read = [];
    private long _lookedAt;

    /// <summary>What is wrong with the files now.</summary>
    /// <returns>One sentence that names the setting; null where nothing is.</returns>
    public static string? FindFlaw(FrontSettings web, DateTimeOffset now)
    {
        try
        {
            using var certificate = Load(web)[0];
            return now > certificate.NotAfter ? $"Web:Certificate is '{web.Certificate}', whose certificate expired at {certificate.NotAfter.ToUniversalTime():u}; renew it."
                : now < certificate.NotBefore ? $"Web:Certificate is '{web.Certificate}', whose certificate is valid from {certificate.NotBefore.ToUniversalTime():u} only; look at this machine's clock."
                : null;
        }
        catch (Exception exception) when (exception is CryptographicException or IOException or UnauthorizedAccessException or ArgumentException)
        {
            return $"Web:Certificate is '{web.Certificate}', which cannot be used ({exception.Message.TrimEnd('.')}); it must be a PEM file with its private key in it or in Web:CertificateKey, or a PKCS#12 file, with Web:CertificatePassword where it has one.";
        }
    }

    /// <summary>What new connections are served with. A file that was replaced is in use within a minute; one that is broken is told of, and the last good one stays.</summary>
    public SslStreamCertificateContext Current
    {
        get
        {
            lock (_lock)
            {
                if (_context is null || time.GetElapsedTime(_lookedAt) >= LookInterval)
                    Look();

                return _context!;
            }
        }
    }

    private void Look()
    {
        _lookedAt = time.GetTimestamp();
        try
        {
            byte[] bytes = [.. File.ReadAllBytes(web.Certificate), .. web.CertificateKey.Length > 0 ? File.ReadAllBytes(web.CertificateKey) : []];
            if (_context is not null && bytes.AsSpan().SequenceEqual(_read))
                return;

            var all = Load(web);
            _context = SslStreamCertificateContext.Create(all[0], [.. all.Skip(1)]);
            _read = bytes;
            logger.CertificateRead(web.Certificate, all[0].NotAfter.ToUniversalTime());
        }
        catch (Exception exception) when (_context is not null && exception is CryptographicException or IOException or UnauthorizedAccessException or ArgumentException)
        {
            logger.CertificateUnreadable(web.Certificate, exception.Message);
        }
    }

    /// <summary>The certificate with its private key first, then those that it is signed by.</summary>
    private static X509Certificate2Collection Load(FrontSettings web)
    {
        var password = web.CertificatePassword.Length > 0 ? web.CertificatePassword : null;
        if (X509Certificate2.GetCertContentType(web.Certificate) == X509ContentType.Pfx)
        {
            var stored = X509CertificateLoader.LoadPkcs12CollectionFromFile(web.Certificate, password);
            var own = stored.FirstOrDefault(each => each.HasPrivateKey) ?? throw new CryptographicException("it has no private key");
            return [own, .. stored.Where(each => !each.HasPrivateKey)];
        }

        var chain = new X509Certificate2Collection();
        chain.ImportFromPemFile(web.Certificate);
        var keyFile = web.CertificateKey.Length > 0 ? web.CertificateKey : web.Certificate;
        using var leaf = password is null ? X509Certificate2.CreateFromPemFile(web.Certificate, keyFile) : X509Certificate2.CreateFromEncryptedPemFile(web.Certificate, password, keyFile);
        // A key that is only in memory is not taken everywhere; one of a PKCS#12 is.
        return [X509CertificateLoader.LoadPkcs12(leaf.Export(X509ContentType.Pkcs12), null), .. chain.Skip(1)];
    }
}
