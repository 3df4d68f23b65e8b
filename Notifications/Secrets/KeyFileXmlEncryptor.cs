using System.Text;
using System.Xml.Linq;
using Microsoft.AspNetCore.DataProtection.XmlEncryption;

namespace Anomaly.Notifications.Secrets;

/// <summary>Encrypts elements of the key ring by the first key of the key file.</summary>
/// <param name="file">The key file.</param>
internal sealed class KeyFileXmlEncryptor(KeyFile file) : IXmlEncryptor
{
    /// <summary>The name of the element that it makes.</summary>
    internal const string Element = "keyFileProtected";

    internal const string KeyId = "key";

    public EncryptedXmlInfo Encrypt(XElement plaintextElement)
    {
        ArgumentNullException.ThrowIfNull(plaintextElement);
        var key = file.Current;
        var plain = Encoding.UTF8.GetBytes(plaintextElement.ToString(SaveOptions.DisableFormatting));
        return new(new XElement(Element, new XAttribute(KeyId, key.Id), Convert.ToBase64String(key.Encrypt(plain, Context(key.Id)))), typeof(KeyFileXmlDecryptor));
    }

    internal static byte[] Context(string keyId) => Encoding.ASCII.GetBytes($"anomaly key ring 1 {keyId}");
}
