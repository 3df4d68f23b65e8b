using System.Security.Cryptography;
using System.Text;
using System.Xml.Linq;
using Anomaly.Storage.Notifications;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.DataProtection.XmlEncryption;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Anomaly.Notifications.Secrets;

/// <summary>
/// Protects secrets by ASP.NET's data protection with a key ring of its own: what the host protects otherwise (cookies of forms) does not
/// depend on the key file.
/// </summary>
internal sealed class SecretProtector(IKeyRingStore store, KeyRingProtection? protection, ILoggerFactory loggers) : ISecretProtector, IDisposable
{
    /// <summary>Part of what is protected: it stays.</summary>
    private const string Application = "anomaly";
    private const string Purpose = "anomaly.channel.secret";

    private readonly Lock _lock = new();
    private readonly ILogger _logger = loggers.CreateLogger<SecretProtector>();
    private ServiceProvider? _ring;

    /// <inheritdoc/>
    public bool HasKey => protection is not null;

    /// <inheritdoc/>
    public async Task PrepareAsync(CancellationToken cancellationToken)
    {
        if (protection is null)
            return;

        var repository = new KeyRingRepository(store, protection);
        var elements = (await store.ListAsync(cancellationToken)).Select(element => (Stored: element, Xml: XElement.Parse(element.Xml))).ToArray();
        repository.Check(elements.Select(element => element.Xml));
        foreach (var (stored, xml) in elements.Where(element => !KeyRingRepository.SecretsOf(element.Xml).All(protection.IsCurrent)))
        {
            Renew(xml);
            if (await store.ReplaceAsync(stored, xml.ToString(SaveOptions.DisableFormatting), cancellationToken))
                Log.KeyRenewed(_logger, stored.Name, protection.Setting);
        }
    }

    /// <inheritdoc/>
    public byte[] Protect(string channel, string name, string secret)
    {
        var plain = Encoding.UTF8.GetBytes(secret);
        try
        {
            return Using(channel, name, protector => protector.Protect(plain));
        }
        finally
        {
            CryptographicOperations.ZeroMemory(plain);
        }
    }

    /// <inheritdoc/>
    public string Unprotect(string channel, string name, byte[] bytes)
    {
        try
        {
            return Using(channel, name, protector => Encoding.UTF8.GetString(protector.Unprotect(bytes)));
        }
        catch (CryptographicException)
        {
            // A key that another host has made since this one read the ring.
            Forget();
        }

        try
        {
            return Using(channel, name, protector => Encoding.UTF8.GetString(protector.Unprotect(bytes)));
        }
        catch (CryptographicException exception)
        {
            throw new SecretsException($"The secret '{name}' of the channel '{channel}' cannot be read: its key is gone from the table data_protection_keys, or it is damaged; give the channel its secret again.", exception);
        }
    }

    /// <inheritdoc/>
    public void Dispose() => Forget();

    private T Using<T>(string channel, string name, Func<IDataProtector, T> use)
    {
        if (protection is null)
            throw new SecretsException("Notifications:KeyFile is not set, and secrets are not kept without it; set it on every host to the same file, made by 'openssl rand -base64 32', or set Notifications:KeyCertificate.");

        try
        {
            return use(Ring().GetRequiredService<IDataProtectionProvider>().CreateProtector(Purpose, channel, name));
        }
        catch (CryptographicException exception) when (FindCause(exception) is { } cause)
        {
            // ASP.NET puts its own around whatever happened: ours says what to do, and a database that is away is no broken secret.
            System.Runtime.ExceptionServices.ExceptionDispatchInfo.Throw(cause);
            throw;
        }
    }

    private static Exception? FindCause(Exception exception)
    {
        for (var each = exception.InnerException; each is not null; each = each.InnerException)
        {
            if (each is not CryptographicException)
                return each;
        }

        return null;
    }

    private ServiceProvider Ring()
    {
        lock (_lock)
            return _ring ??= MakeRing(store, protection!, loggers, Application);
    }

    private void Forget()
    {
        // Not disposed: others may be at work with it, and it holds nothing but memory.
        lock (_lock)
            _ring = null;
    }

    /// <summary>ASP.NET's data protection on the key ring of the database.</summary>
    internal static ServiceProvider MakeRing(IKeyRingStore store, KeyRingProtection by, ILoggerFactory loggers, string application)
    {
        var services = new ServiceCollection();
        services.AddSingleton(loggers);
        var builder = services.AddDataProtection().SetApplicationName(application);
        by.AddTo(builder);
        builder.AddKeyManagementOptions(options => options.XmlRepository = new KeyRingRepository(store, by));
        return services.BuildServiceProvider();
    }

    /// <summary>Encrypts the secrets of an element by what protects now.</summary>
    private void Renew(XElement element)
    {
        using var services = MakeRing(store, protection!, loggers, Application);
        var encryptor = services.GetRequiredService<Microsoft.Extensions.Options.IOptions<Microsoft.AspNetCore.DataProtection.KeyManagement.KeyManagementOptions>>().Value.XmlEncryptor!;
        foreach (var secret in KeyRingRepository.SecretsOf(element).ToArray())
        {
            var encrypted = secret.Elements().Single();
            IXmlDecryptor decryptor = encrypted.Name.LocalName == KeyFileXmlEncryptor.Element ? new KeyFileXmlDecryptor(services) : new EncryptedXmlDecryptor(services);
            var renewed = encryptor.Encrypt(decryptor.Decrypt(encrypted));
            secret.SetAttributeValue("decryptorType", renewed.DecryptorType.AssemblyQualifiedName);
            secret.ReplaceNodes(renewed.EncryptedElement);
        }
    }
}
