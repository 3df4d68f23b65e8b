namespace Anomaly.Notifications.Secrets;

/// <summary>Protects the secrets of channels, so that whoever has the database alone cannot read them. Safe for use by several threads.</summary>
public interface ISecretProtector
{
    /// <summary>Whether there is a key. Without one nothing can be protected or read.</summary>
    bool HasKey { get; }

    /// <summary>Makes sure that the key opens what is stored, and protects anew what was by a key that is not the first any more.</summary>
    /// <exception cref="SecretsException">It does not.</exception>
    Task PrepareAsync(CancellationToken cancellationToken);

    /// <summary>Protects a secret. May wait for the database.</summary>
    /// <param name="channel">The channel; the secret can be read for this one only.</param>
    /// <param name="name">The secret's name.</param>
    /// <param name="secret">The secret.</param>
    /// <exception cref="SecretsException">There is no key, or another than the stored secrets were protected by.</exception>
    byte[] Protect(string channel, string name, string secret);

    /// <summary>Reads a secret. May wait for the database.</summary>
    /// <param name="channel">The channel.</param>
    /// <param name="name">The secret's name.</param>
    /// <param name="bytes">What <see cref="Protect"/> made.</param>
    /// <exception cref="SecretsException">There is no key, or another; or the bytes are of another secret or damaged.</exception>
    string Unprotect(string channel, string name, byte[] bytes);
}
