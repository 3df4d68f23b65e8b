using Orleans.Storage;

namespace Anomaly.Storage.Tests.Orleans;

/// <summary>What Orleans' grain storage must do on our tables, run on each database.</summary>
public abstract class GrainStorageContract
{
    private static readonly GrainId Text = GrainId.Create("test.note", "key with 'quotes' ü");

    private protected abstract Task<TestSilo> StartAsync(bool deleteOnClear = false);

    [Fact]
    public async Task State_SiloRestarted_IsThere()
    {
        await using (var silo = await StartAsync())
        {
            await silo.Grains.GetGrain<INoteGrain>("a").WriteAsync("first");
            await silo.Grains.GetGrain<INoteGrain>("a").WriteAsync("second ☃");
            await silo.Grains.GetGrain<INoteGrain>("b").WriteAsync("another");
        }

        await using var again = await StartAsync();
        Assert.Equal("second ☃", await again.Grains.GetGrain<INoteGrain>("a").ReadAsync());
        Assert.Equal("another", await again.Grains.GetGrain<INoteGrain>("b").ReadAsync());
        Assert.Equal("", await again.Grains.GetGrain<INoteGrain>("c").ReadAsync());
        await again.Grains.GetGrain<INoteGrain>("a").WriteAsync("third");
    }

    [Fact]
    public async Task Write_StaleETag_ThrowsAndLeavesTheState()
    {
        await using var silo = await StartAsync();
        var mine = await WriteAsync(silo.Storage, "mine");
        var stale = new GrainState<Note> { State = new Note { Text = "stale" }, ETag = mine.ETag };
        mine.State!.Text = "newer";
        await silo.Storage.WriteStateAsync("note", Text, mine);

        await Assert.ThrowsAsync<InconsistentStateException>(() => silo.Storage.WriteStateAsync("note", Text, stale));

        Assert.Equal("newer", (await ReadAsync(silo.Storage)).State!.Text);
    }

    [Fact]
    public async Task Write_WithoutETagWhereARowExists_Throws()
    {
        await using var silo = await StartAsync();
        await WriteAsync(silo.Storage, "mine");

        await Assert.ThrowsAsync<InconsistentStateException>(() => WriteAsync(silo.Storage, "second first"));

        Assert.Equal("mine", (await ReadAsync(silo.Storage)).State!.Text);
    }

    [Fact]
    public async Task Write_ETagWhereNoRowExists_ThrowsAndMakesNone()
    {
        await using var silo = await StartAsync();
        var state = new GrainState<Note> { State = new Note { Text = "lost" }, ETag = "3" };

        await Assert.ThrowsAsync<InconsistentStateException>(() => silo.Storage.WriteStateAsync("note", Text, state));

        Assert.False((await ReadAsync(silo.Storage)).RecordExists);
    }

    [Fact]
    public async Task Write_ManyAtOnceFromOneETag_OneWins()
    {
        await using var silo = await StartAsync();
        var seen = await WriteAsync(silo.Storage, "seen");

        var outcomes = await Task.WhenAll(Enumerable.Range(0, 8).Select(i => Record.ExceptionAsync(
            () => silo.Storage.WriteStateAsync("note", Text, new GrainState<Note> { State = new Note { Text = $"{i}" }, ETag = seen.ETag })).AsTask()));

        Assert.Single(outcomes, outcome => outcome is null);
        Assert.All(outcomes.Where(outcome => outcome is not null), outcome => Assert.IsType<InconsistentStateException>(outcome));
    }

    [Fact]
    public async Task Write_ManyFirstAtOnce_OneWins()
    {
        await using var silo = await StartAsync();

        var outcomes = await Task.WhenAll(Enumerable.Range(0, 8).Select(i => Record.ExceptionAsync(() => WriteAsync(silo.Storage, $"{i}")).AsTask()));

        Assert.Single(outcomes, outcome => outcome is null);
        Assert.All(outcomes.Where(outcome => outcome is not null), outcome => Assert.IsType<InconsistentStateException>(outcome));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Clear_ThenWritten_Works(bool delete)
    {
        await using var silo = await StartAsync(delete);
        var state = await WriteAsync(silo.Storage, "mine");
        await silo.Storage.ClearStateAsync("note", Text, state);
        var cleared = await ReadAsync(silo.Storage);
        Assert.False(cleared.RecordExists);
        Assert.Equal("", cleared.State!.Text);

        cleared.State!.Text = "again";
        await silo.Storage.WriteStateAsync("note", Text, cleared);

        Assert.Equal("again", (await ReadAsync(silo.Storage)).State!.Text);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Clear_StaleETag_ThrowsAndLeavesTheState(bool delete)
    {
        await using var silo = await StartAsync(delete);
        var mine = await WriteAsync(silo.Storage, "mine");
        var stale = new GrainState<Note> { ETag = mine.ETag };
        await silo.Storage.WriteStateAsync("note", Text, mine);

        await Assert.ThrowsAsync<InconsistentStateException>(() => silo.Storage.ClearStateAsync("note", Text, stale));

        Assert.Equal("mine", (await ReadAsync(silo.Storage)).State!.Text);
    }

    [Fact]
    public async Task Keys_OfEveryKind_AreToldApart()
    {
        // Orleans takes a text key that reads like a hexadecimal number for that number, so "a" and "A" would be one grain; and it
        // tells states apart by their name, not by the type of the grain.
        await using var silo = await StartAsync();
        GrainId[] ids =
        [
            GrainId.Create("test.note", "key-z"),
            GrainId.Create("test.note", "key-Z"),
            GrainId.Create(GrainType.Create("test.note"), GrainIdKeyExtensions.CreateIntegerKey(1)),
            GrainId.Create(GrainType.Create("test.note"), GrainIdKeyExtensions.CreateIntegerKey(1, "x")),
            GrainId.Create(GrainType.Create("test.note"), GrainIdKeyExtensions.CreateGuidKey(new Guid(1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11))),
            GrainId.Create(GrainType.Create("test.note"), GrainIdKeyExtensions.CreateGuidKey(new Guid(1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11), "x")),
            GrainId.Create("test.note", new string('k', 1500)),
        ];
        for (var i = 0; i < ids.Length; i++)
            await silo.Storage.WriteStateAsync("note", ids[i], new GrainState<Note>(new Note { Text = $"{i}" }));

        for (var i = 0; i < ids.Length; i++)
        {
            var state = new GrainState<Note>(new Note());
            await silo.Storage.ReadStateAsync("note", ids[i], state);
            Assert.Equal($"{i}", state.State!.Text);
        }
    }

    private static async Task<GrainState<Note>> WriteAsync(IGrainStorage storage, string text)
    {
        var state = new GrainState<Note>(new Note { Text = text });
        await storage.WriteStateAsync("note", Text, state);
        return state;
    }

    private static async Task<GrainState<Note>> ReadAsync(IGrainStorage storage)
    {
        var state = new GrainState<Note>(new Note());
        await storage.ReadStateAsync("note", Text, state);
        return state;
    }
}
