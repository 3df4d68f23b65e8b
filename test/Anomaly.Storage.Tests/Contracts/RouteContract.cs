using Anomaly.Storage.Notifications;
using Anomaly.Storage.Tests.Backends;

namespace Anomaly.Storage.Tests.Contracts;

public abstract class RouteContract(IBackend backend) : StorageContract(backend)
{
    [Fact]
    public async Task Get_Fresh_IsEmptyAtRevisionZero()
    {
        var stored = await Storage.Routes.GetAsync(Token);

        Assert.Equal(0, stored.Revision);
        Assert.Empty(stored.Routes);
    }

    [Fact]
    public async Task Save_Routes_ComeBackInTheirOrderWithTheNextRevision()
    {
        await AddChannelsAsync("a", "b");
        RouteRow[] routes = [.. Enumerable.Range(0, 12).Select(number => new RouteRow(number % 3 == 0 ? "a" : "b", $$"""{"z":{{number}},"a":"x"}"""))];

        var saving = await Storage.Routes.SaveAsync(routes, 0, Token);
        var stored = await Storage.Routes.GetAsync(Token);

        Assert.True(saving.Done);
        Assert.Equal((1, 1), (saving.Revision, stored.Revision));
        Assert.Equal(routes, stored.Routes);

        Assert.Equal(2, (await Storage.Routes.SaveAsync([.. routes.Reverse().Take(2)], null, Token)).Revision);
        Assert.Equal(routes.Reverse().Take(2), (await Storage.Routes.GetAsync(Token)).Routes);
    }

    [Fact]
    public async Task Save_AnotherRevisionExpected_ChangesNothing()
    {
        await AddChannelsAsync("a");
        await Storage.Routes.SaveAsync([new("a", "{}")], null, Token);

        var saving = await Storage.Routes.SaveAsync([], 0, Token);

        Assert.True(saving.Conflict);
        Assert.Equal(1, saving.Revision);
        Assert.Single((await Storage.Routes.GetAsync(Token)).Routes);
    }

    [Fact]
    public async Task Save_ChannelsThatAreNotThere_AreNamedAndNothingChanges()
    {
        await AddChannelsAsync("a");

        var saving = await Storage.Routes.SaveAsync([new("a", "{}"), new("b", "{}"), new("c", "{}"), new("b", "{}")], null, Token);

        Assert.False(saving.Done);
        Assert.Equal(["b", "c"], saving.Missing.Order());
        Assert.Equal((0, 0), (saving.Revision, (await Storage.Routes.GetAsync(Token)).Revision));
    }

    [Fact]
    public async Task Save_ManyAtOnceOverOneRevision_OneIsTaken()
    {
        await AddChannelsAsync("a");

        var saved = await Task.WhenAll(Enumerable.Range(0, 8).Select(number => Storage.Routes.SaveAsync([new("a", $"{{\"n\":{number}}}")], 0, Token)));

        Assert.Single(saved, each => each.Done);
        Assert.All(saved, each => Assert.Equal(1, each.Revision));
    }

    [Fact]
    public async Task Save_WhileTheChannelIsDeleted_NoRouteNamesOneThatIsGone()
    {
        for (var round = 0; round < 20; round++)
        {
            await AddChannelsAsync("a");
            var saving = Storage.Routes.SaveAsync([new("a", "{}")], null, Token);
            var deleting = Storage.Channels.DeleteAsync("a", Token);
            await Task.WhenAll(saving, deleting);

            var routes = (await Storage.Routes.GetAsync(Token)).Routes;
            Assert.Equal((await saving).Done, routes.Count == 1);
            Assert.Equal((await saving).Done, await Storage.Channels.FindAsync("a", Token) is not null);
            await Storage.Routes.SaveAsync([], null, Token);
        }
    }

    private async Task AddChannelsAsync(params string[] names)
    {
        foreach (var name in names)
            await Storage.Channels.SaveAsync(ChannelContract.Channel(name), Token);
    }
}
