using Anomaly.Storage.Notifications;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Anomaly.Notifications.Secrets;

/// <summary>
/// Protects what browsers keep for any of the hosts, such as who is signed in, by the key ring that they share in the database. Without a key file or certificate there is
/// none, and each host protects for itself.
/// </summary>
public sealed class SharedKeyRing : IDataProtectionProvider, IDisposable
{
    /// <summary>Part of what is protected: it stays, and is another than that of the secrets.</summary>
    private const string Application = "anomaly.pages";

    private readonly Lazy<ServiceProvider>? _ring;

    internal SharedKeyRing(IKeyRingStore store, KeyRingProtection? protection, ILoggerFactory loggers)
    {
        if (protection is not null)
            _ring = new(() => SecretProtector.MakeRing(store, protection, loggers, Application));
    }

    /// <summary>Whether there is a key ring.</summary>
    public bool HasKey => _ring is not null;

    /// <inheritdoc/>
    public IDataProtector CreateProtector(string purpose) =>
        (_ring ?? throw new SecretsException("Notifications:KeyFile is not set; there is no key ring.")).Value.GetRequiredService<IDataProtectionProvider>().CreateProtector(purpose);

    /// <inheritdoc/>
    public void Dispose()
    {
        if (_ring is { IsValueCreated: true } ring)
            ring.Value.Dispose();
    }
}
