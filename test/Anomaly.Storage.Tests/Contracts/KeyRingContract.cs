using Anomaly.Storage.Notifications;
using Anomaly.Storage.Tests.Backends;

namespace Anomaly.Storage.Tests.Contracts;

public abstract class KeyRingContract(IBackend backend) : StorageContract(backend)
{
    [Fact]
    public async Task List_Added_OldestFirst()
    {
        KeyRingElement[] elements = [new(Guid.NewGuid(), "key-1", "<key id='1'/>"), new(Guid.NewGuid(), "revocation", "<a>\n</a>"), new(Guid.NewGuid(), "key-1", "<b/>")];
        foreach (var element in elements)
        {
            await Storage.KeyRing.AddAsync(element, Token);
            Storage.Time.Now = Storage.Time.Now.AddSeconds(1);
        }

        Assert.Equal(elements, await Storage.KeyRing.ListAsync(Token));
    }

    [Fact]
    public async Task Replace_TextOfBefore_IsRefused()
    {
        var element = new KeyRingElement(Guid.NewGuid(), "key-1", "<old/>");
        await Storage.KeyRing.AddAsync(element, Token);

        Assert.True(await Storage.KeyRing.ReplaceAsync(element, "<new/>", Token));
        Assert.False(await Storage.KeyRing.ReplaceAsync(element, "<newer/>", Token));

        Assert.Equal([element with { Xml = "<new/>" }], await Storage.KeyRing.ListAsync(Token));
    }
}
