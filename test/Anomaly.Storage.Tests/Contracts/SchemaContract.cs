using Anomaly.Storage.Schema;
using Anomaly.Storage.Tests.Backends;

namespace Anomaly.Storage.Tests.Contracts;

public abstract class SchemaContract(IBackend backend) : StorageContract(backend)
{
    /// <summary>The ports on the same database, as another process has them.</summary>
    protected abstract TestStorage Another();

    /// <summary>The ports on a database that has no tables yet.</summary>
    protected abstract Task<Func<TestStorage>> EmptyAsync();

    [Fact]
    public async Task Migrate_Again_ChangesNothing()
    {
        await FlushAsync(await ClaimAsync(), Some.State("cpu"));
        await using var another = Another();

        await another.Schema.MigrateAsync(Token);
        await another.Schema.PingAsync(Token);

        Assert.NotNull(await LoadAsync("cpu"));
    }

    [Fact]
    public async Task Migrate_ManyAtOnce_AllSucceed()
    {
        var open = await EmptyAsync();
        var storages = Enumerable.Range(0, 6).Select(_ => open()).ToArray();

        await Task.WhenAll(storages.Select(storage => storage.Schema.MigrateAsync(Token)));

        Assert.Equal(1, (await storages[0].Partitions.ClaimAsync(Topic, 0, new(null, 0, 0), Token)).Fence.OwnerEpoch);
        foreach (var storage in storages)
            await storage.DisposeAsync();
    }

    [Fact]
    public async Task Migrate_TablesOfANewerProgram_AreRefusedWithTheRemedy()
    {
        await Storage.SqlAsync("insert into schema_versions (ScriptName, Applied) values ('9999_future', '2030-01-01')");
        await using var another = Another();

        var error = await Assert.ThrowsAsync<StorageException>(() => another.Schema.MigrateAsync(Token));

        Assert.Contains("newer version", error.Message, StringComparison.Ordinal);
        Assert.Contains("9999_future", error.Message, StringComparison.Ordinal);
        Assert.Contains("Storage:", error.Message, StringComparison.Ordinal);
    }
}
