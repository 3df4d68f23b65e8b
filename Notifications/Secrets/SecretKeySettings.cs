namespace Anomaly.Notifications.Secrets;

/// <summary>Section <c>Notifications</c>: what the secrets of channels are protected by. All hosts of a service have the same.</summary>
public class SecretKeySettings
{
    /// <summary>A file with a key a line, each 32 random bytes in base64: the first protects, all of them read. Empty: none, or with SQLite one that is made beside the database.</summary>
    public string KeyFile { get; set; } = "";

    /// <summary>Instead: a PKCS#12 file of certificates with private keys, of which the newest protects and all read. Empty: none.</summary>
    public string KeyCertificate { get; set; } = "";

    /// <summary>The password of that file.</summary>
    public string KeyCertificatePassword { get; set; } = "";
}
