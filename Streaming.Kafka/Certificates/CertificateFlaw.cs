using System.Globalization;
using System.Net.Security;
using System.Security.Authentication;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Anomaly.Streaming.Kafka.Certificates;

/// <summary>What is wrong with a server's certificate, for clients whose own error says only that it was refused.</summary>
/// <param name="Finding">What it is, as a part of a sentence.</param>
/// <param name="Remedy">What to do about it.</param>
internal sealed record CertificateFlaw(string Finding, string Remedy)
{
    /// <summary>Makes a handshake and looks at the certificate that the server shows. Nothing is sent but the handshake.</summary>
    /// <param name="stream">A connection on which the server expects one.</param>
    /// <param name="host">The name that the certificate must have; null where it may have any.</param>
    /// <param name="own">The client's certificate and key; null where it has none. A server that asks for one ends the handshake without it.</param>
    /// <param name="authorities">A PEM file with the authorities to trust; null for those of the system.</param>
    /// <param name="time">The clock.</param>
    /// <returns>Null where no flaw is found, or no certificate came.</returns>
    public static CertificateFlaw? Find(Stream stream, string? host, X509Certificate2? own, string? authorities, TimeProvider time)
    {
        CertificateFlaw? flaw = null;
        using var tls = new SslStream(stream, leaveInnerStreamOpen: true, (_, certificate, chain, errors) =>
        {
            flaw = certificate is null ? null : Judge(new X509Certificate2(certificate), chain, errors, host, authorities, time);
            return flaw is null;
        });
        try
        {
            tls.AuthenticateAsClient(new SslClientAuthenticationOptions { TargetHost = host ?? "", ClientCertificates = own is null ? null : [own] });
        }
        catch (Exception exception) when (exception is AuthenticationException or IOException or CryptographicException or InvalidOperationException)
        {
            // What was found by then counts. Without a flaw it is something else: the server asks for a certificate of the client, say.
        }

        return flaw;
    }

    /// <summary>Reads a client's certificate and its key; null where there is none, or the files cannot be read.</summary>
    public static X509Certificate2? Own(string? certificate, string? key, string? password)
    {
        try
        {
            return certificate is null ? null
                : string.IsNullOrEmpty(password) ? X509Certificate2.CreateFromPemFile(certificate, key)
                : X509Certificate2.CreateFromEncryptedPemFile(certificate, password, key);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or CryptographicException or ArgumentException)
        {
            return null;
        }
    }

    private static CertificateFlaw? Judge(X509Certificate2 certificate, X509Chain? shown, SslPolicyErrors errors, string? host, string? authorities, TimeProvider time)
    {
        using (certificate)
        {
            var now = time.GetUtcNow().UtcDateTime;
            if (certificate.NotAfter.ToUniversalTime() < now)
                return new($"its certificate ({certificate.Subject}) has been expired since {Day(certificate.NotAfter)}", "have it renewed there, or look at this machine's clock");
            if (certificate.NotBefore.ToUniversalTime() > now)
                return new($"its certificate ({certificate.Subject}) is not valid before {Day(certificate.NotBefore)}", "look at this machine's clock");
            if (host is not null && errors.HasFlag(SslPolicyErrors.RemoteCertificateNameMismatch))
                return new($"its certificate is for {Names(certificate)}, not for {host}", "use a name that the certificate has, or have it issued for this one");
            return Trusted(certificate, shown, authorities) ? null
                : new($"its certificate ({certificate.Subject}) is issued by {certificate.Issuer}, which is not among the authorities that are trusted ({authorities ?? "the system's"})", "name a PEM file with the certificate of that authority");
        }
    }

    private static bool Trusted(X509Certificate2 certificate, X509Chain? shown, string? authorities)
    {
        using var chain = new X509Chain();
        chain.ChainPolicy.RevocationMode = X509RevocationMode.NoCheck;
        foreach (var element in shown?.ChainElements.AsEnumerable() ?? [])
            chain.ChainPolicy.ExtraStore.Add(element.Certificate);
        if (authorities is not null)
        {
            chain.ChainPolicy.TrustMode = X509ChainTrustMode.CustomRootTrust;
            try
            {
                chain.ChainPolicy.CustomTrustStore.ImportFromPemFile(authorities);
            }
            catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or CryptographicException)
            {
                return true; // that file's fault is another complaint
            }
        }

        return chain.Build(certificate);
    }

    private static string Names(X509Certificate2 certificate)
    {
        var names = certificate.Extensions.OfType<X509SubjectAlternativeNameExtension>()
            .SelectMany(extension => extension.EnumerateDnsNames().Concat(extension.EnumerateIPAddresses().Select(address => address.ToString())))
            .ToArray();
        return names.Length == 0 ? certificate.Subject : string.Join(", ", names);
    }

    private static string Day(DateTime time) => time.ToUniversalTime().ToString("yyyy-MM-dd HH:mm'Z'", CultureInfo.InvariantCulture);
}
