using System.Xml.Linq;
using Anomaly.Storage.Notifications;
using Microsoft.AspNetCore.DataProtection.Repositories;

namespace Anomaly.Notifications.Secrets;

/// <summary>ASP.NET's key ring in the database that all hosts share. A ring that the key at hand does not open is refused whole, else ASP.NET would begin another beside it.</summary>
/// <param name="store">The database.</param>
/// <param name="protection">What protects it.</param>
internal sealed class KeyRingRepository(IKeyRingStore store, KeyRingProtection protection) : IXmlRepository
{
    private const string Secret = "encryptedSecret";

    /// <summary>The encrypted parts of an element.</summary>
    public static IEnumerable<XElement> SecretsOf(XElement element) => element.DescendantsAndSelf().Where(each => each.Name.LocalName == Secret);

    /// <exception cref="SecretsException">The key at hand does not open it.</exception>
    public IReadOnlyCollection<XElement> GetAllElements()
    {
        // ASP.NET asks without waiting; on a thread of the pool nothing that waits here is needed for the answer.
        var elements = Task.Run(() => store.ListAsync(CancellationToken.None)).GetAwaiter().GetResult().Select(element => XElement.Parse(element.Xml)).ToArray();
        Check(elements);
        return elements;
    }

    public void StoreElement(XElement element, string friendlyName)
    {
        ArgumentNullException.ThrowIfNull(element);
        var added = new KeyRingElement(Guid.CreateVersion7(), friendlyName ?? "", element.ToString(SaveOptions.DisableFormatting));
        Task.Run(() => store.AddAsync(added, CancellationToken.None)).GetAwaiter().GetResult();
    }

    /// <summary>Makes sure that the key at hand opens all elements.</summary>
    public void Check(IEnumerable<XElement> elements)
    {
        if (elements.SelectMany(SecretsOf).Select(protection.FindMissing).FirstOrDefault(missing => missing is not null) is { } other)
            throw new SecretsException($"{protection.Setting}, which does not open the secrets of the channels: they are protected by {other}; set it to what the other hosts have, or put the lost key back as a further line.");
    }
}
