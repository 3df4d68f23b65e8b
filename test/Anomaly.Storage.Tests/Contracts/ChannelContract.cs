using Anomaly.Storage.Notifications;
using Anomaly.Storage.Tests.Backends;

namespace Anomaly.Storage.Tests.Contracts;

public abstract class ChannelContract(IBackend backend) : StorageContract(backend)
{
    [Fact]
    public async Task Find_Saved_ComesBackWhole()
    {
        var revision = await Storage.Channels.SaveAsync(Channel("ops"), Token);

        var found = await Storage.Channels.FindAsync("ops", Token);

        Assert.Equal([1, 255], found!.Secrets["signing_key"]);
        Assert.Equal(Channel("ops") with { Revision = revision!.Value, Secrets = found.Secrets }, found);
        Assert.Null(await Storage.Channels.FindAsync("Ops", Token));
        Assert.Null(await Storage.Channels.FindAsync("a\0", Token));
    }

    [Fact]
    public async Task List_Several_ByNameInByteOrder()
    {
        foreach (var name in new[] { "b", "a-b", "B", "aa", "a" })
            await Storage.Channels.SaveAsync(Channel(name), Token);

        Assert.Equal(["B", "a", "a-b", "aa", "b"], (await Storage.Channels.ListAsync(Token)).Select(each => each.Name));
    }

    [Fact]
    public async Task Save_RevisionOfBefore_IsRefusedAndChangesNothing()
    {
        var first = await Storage.Channels.SaveAsync(Channel("ops"), Token);
        var second = await Storage.Channels.SaveAsync(Channel("ops") with { Revision = first!.Value, Settings = """{"url":"b"}""" }, Token);

        Assert.True(second > first);
        Assert.Null(await Storage.Channels.SaveAsync(Channel("ops") with { Revision = first.Value }, Token));
        Assert.Null(await Storage.Channels.SaveAsync(Channel("ops"), Token));
        Assert.Null(await Storage.Channels.SaveAsync(Channel("new") with { Revision = 3 }, Token));
        Assert.Equal("""{"url":"b"}""", (await Storage.Channels.FindAsync("ops", Token))!.Settings);
    }

    [Fact]
    public async Task Save_ManyAtOnce_OneIsTaken()
    {
        var revision = (await Storage.Channels.SaveAsync(Channel("ops"), Token))!.Value;

        var saved = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Storage.Channels.SaveAsync(Channel("ops") with { Revision = revision }, Token)));

        Assert.Single(saved, each => each is not null);
    }

    [Fact]
    public async Task NoteDelivery_StaysBesideLaterChanges()
    {
        var revision = (await Storage.Channels.SaveAsync(Channel("ops"), Token))!.Value;
        var delivery = new LastDelivery(Some.Time, "retry", "503 \0");
        await Storage.Channels.NoteDeliveryAsync("ops", delivery, Token);
        await Storage.Channels.NoteDeliveryAsync("gone", delivery, Token);

        Assert.Equal(revision, (await Storage.Channels.FindAsync("ops", Token))!.Revision);
        await Storage.Channels.SaveAsync(Channel("ops") with { Revision = revision, Enabled = true }, Token);
        Assert.Equal(delivery with { Detail = "503 \ufffd" }, (await Storage.Channels.FindAsync("ops", Token))!.LastDelivery);

        await Storage.Channels.NoteDeliveryAsync("ops", new(Some.Time, "delivered", null), Token);
        Assert.Null((await Storage.Channels.FindAsync("ops", Token))!.LastDelivery!.Detail);
    }

    [Fact]
    public async Task Delete_NamedByRoutes_StaysAndSaysWhichTheyAre()
    {
        await Storage.Channels.SaveAsync(Channel("ops"), Token);
        await Storage.Channels.SaveAsync(Channel("night"), Token);
        await Storage.Routes.SaveAsync([new("ops", "{}"), new("night", "{}"), new("ops", "{}")], null, Token);

        var refused = await Storage.Channels.DeleteAsync("ops", Token);
        Assert.True(refused.Found);
        Assert.Equal([0, 2], refused.Routes);
        Assert.NotNull(await Storage.Channels.FindAsync("ops", Token));

        await Storage.Routes.SaveAsync([], null, Token);
        var deleted = await Storage.Channels.DeleteAsync("ops", Token);
        Assert.True(deleted.Found);
        Assert.Empty(deleted.Routes);
        Assert.False((await Storage.Channels.DeleteAsync("ops", Token)).Found);
        Assert.Equal(["night"], (await Storage.Channels.ListAsync(Token)).Select(each => each.Name));
    }

    [Fact]
    public async Task Save_NameOfADeletedOne_HasARevisionThatItNeverHad()
    {
        var first = await Storage.Channels.SaveAsync(Channel("ops"), Token);
        await Storage.Channels.DeleteAsync("ops", Token);

        var again = await Storage.Channels.SaveAsync(Channel("ops") with { UpdatedAt = Some.Time.AddMilliseconds(1) }, Token);

        Assert.True(again > first);
    }

    internal static ChannelRow Channel(string name) => new()
    {
        Name = name,
        Type = "webhook",
        Enabled = false,
        Settings = """{"url":"https://example.org/hook","b":1,"a":[true,null]}""",
        Secrets = new Dictionary<string, byte[]> { ["signing_key"] = [1, 255], ["token"] = [] },
        UpdatedAt = Some.Time,
    };
}
