namespace Anomaly.Testing.Tls;

/// <summary>A certificate's files.</summary>
/// <param name="CertificateFile">The certificate, PEM.</param>
/// <param name="KeyFile">Its private key, PEM.</param>
/// <param name="StoreFile">Both and the authority, PKCS#12, under <see cref="TestAuthority.Password"/>.</param>
public sealed record IssuedCertificate(string CertificateFile, string KeyFile, string StoreFile);
