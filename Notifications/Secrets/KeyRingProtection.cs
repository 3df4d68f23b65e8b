using System.Xml.Linq;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.Extensions.DependencyInjection;

namespace Anomaly.Notifications.Secrets;

/// <summary>What the key ring is protected by: a key file, certificates, or on the way from one to the other both, of which the file protects.</summary>
/// <param name="File">The key file; null where there is none.</param>
/// <param name="Certificates">The certificates; null where there are none.</param>
internal sealed record KeyRingProtection(KeyFile? File, KeyCertificates? Certificates)
{
    private const string CertificateElement = "X509Certificate";

    /// <summary>Reads what settings name.</summary>
    /// <param name="settings">The settings.</param>
    /// <param name="newKeyFile">The file to make where they name nothing; null for none.</param>
    /// <returns>Null where there is nothing to protect by.</returns>
    /// <exception cref="SecretsException">It cannot be read.</exception>
    public static KeyRingProtection? Read(SecretKeySettings settings, string? newKeyFile)
    {
        var certificates = settings.KeyCertificate.Length > 0 ? KeyCertificates.Read(settings.KeyCertificate, settings.KeyCertificatePassword) : null;
        var file = settings.KeyFile.Length > 0 ? KeyFile.Read(settings.KeyFile)
            : certificates is null && newKeyFile is not null ? KeyFile.ReadOrCreate(newKeyFile)
            : null;
        return file is null && certificates is null ? null : new(file, certificates);
    }

    /// <summary>The setting, and what it is.</summary>
    public string Setting => File is not null ? $"Notifications:KeyFile is '{File.Path}'" : $"Notifications:KeyCertificate is '{Certificates!.Path}'";

    /// <summary>Has the key ring protected and read by it.</summary>
    public void AddTo(IDataProtectionBuilder builder)
    {
        if (File is not null)
            builder.Services.AddSingleton(File);
        if (Certificates is not null)
            builder.ProtectKeysWithCertificate(Certificates.Current).UnprotectKeysWithAnyCertificate(Certificates.All);
        if (File is not null)
            builder.AddKeyManagementOptions(options => options.XmlEncryptor = new KeyFileXmlEncryptor(File));
    }

    /// <summary>What an encrypted secret of the ring was protected by, where that is not at hand; null where it is.</summary>
    public string? FindMissing(XElement secret)
    {
        if (KeyIdOf(secret) is { } id)
            return File?.Keys.Any(key => key.Id == id) == true ? null : $"the key {id} of a key file";
        if (CertificateOf(secret) is { } raw)
            return Certificates?.All.Any(each => each.RawData.AsSpan().SequenceEqual(raw)) == true ? null : $"the certificate with the SHA-1 thumbprint {Thumbprint(raw)}";

        return "something that this program does not know";
    }

    /// <summary>Whether it is protected by what would protect it now.</summary>
    public bool IsCurrent(XElement secret) => File is not null
        ? KeyIdOf(secret) == File.Current.Id
        : CertificateOf(secret) is { } raw && raw.AsSpan().SequenceEqual(Certificates!.Current.RawData);

    private static string? KeyIdOf(XElement secret) => (string?)secret.Element(KeyFileXmlEncryptor.Element)?.Attribute(KeyFileXmlEncryptor.KeyId);

    private static byte[]? CertificateOf(XElement secret) =>
        secret.Descendants().FirstOrDefault(each => each.Name.LocalName == CertificateElement) is { } element ? Convert.FromBase64String(element.Value) : null;

    private static string Thumbprint(byte[] raw)
    {
        using var certificate = System.Security.Cryptography.X509Certificates.X509CertificateLoader.LoadCertificate(raw);
        return certificate.Thumbprint;
    }
}
