using System.Net.Security;
using System.Security.Cryptography.X509Certificates;
using Microsoft.Extensions.Options;

namespace Anomaly.Notifications.Delivery;

/// <summary>Which servers' certificates are trusted: those of the system's authorities, and of <see cref="OutboundOptions.TrustedAuthorities"/>.</summary>
internal sealed class ServerTrust(IOptions<OutboundOptions> options)
{
    /// <summary>Checks a certificate; null where the system's own check is all.</summary>
    public RemoteCertificateValidationCallback? Validation => options.Value.TrustedAuthorities.Count == 0 ? null : IsTrusted;

    private bool IsTrusted(object sender, X509Certificate? certificate, X509Chain? chain, SslPolicyErrors errors)
    {
        if (errors == SslPolicyErrors.None)
            return true;

        // Only an unknown authority is made good: a wrong name is not.
        if (errors != SslPolicyErrors.RemoteCertificateChainErrors || certificate is null)
            return false;

        using var own = new X509Chain();
        own.ChainPolicy.TrustMode = X509ChainTrustMode.CustomRootTrust;
        own.ChainPolicy.CustomTrustStore.AddRange(options.Value.TrustedAuthorities);
        own.ChainPolicy.RevocationMode = X509RevocationMode.NoCheck;
        using var copy = X509CertificateLoader.LoadCertificate(certificate.Export(X509ContentType.Cert));
        return own.Build(copy);
    }
}
