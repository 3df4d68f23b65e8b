using System.Security.Cryptography;
using System.Text;
using System.Xml.Linq;
using Microsoft.AspNetCore.DataProtection.XmlEncryption;
using Microsoft.Extensions.DependencyInjection;

namespace Anomaly.Notifications.Secrets;

/// <summary>Decrypts what <see cref="KeyFileXmlEncryptor"/> made. Its name is in the database: it stays.</summary>
internal sealed class KeyFileXmlDecryptor : IXmlDecryptor
{
    private readonly KeyFile? _file;

    /// <summary>The constructor that ASP.NET calls.</summary>
    /// <param name="services">Have the key file, where there is one.</param>
    public KeyFileXmlDecryptor(IServiceProvider services) => _file = services.GetService<KeyFile>();

    public XElement Decrypt(XElement encryptedElement)
    {
        ArgumentNullException.ThrowIfNull(encryptedElement);
        var id = (string?)encryptedElement.Attribute(KeyFileXmlEncryptor.KeyId) ?? "";
        var key = _file?.Keys.FirstOrDefault(each => each.Id == id) ?? throw new CryptographicException($"The key {id} is not in the key file.");
        var plain = key.Decrypt(Convert.FromBase64String(encryptedElement.Value), KeyFileXmlEncryptor.Context(id));
        try
        {
            return XElement.Parse(Encoding.UTF8.GetString(plain));
        }
        finally
        {
            CryptographicOperations.ZeroMemory(plain);
        }
    }
}
