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
    public async Task Adopt_AnotherService_IsRefusedWithBothNamesAndTheRemedy()
    {
        await Storage.Schema.AdoptAsync("blue", Token);
        await using var another = Another();

        var error = await Assert.ThrowsAsync<StorageException>(() => another.Schema.AdoptAsync("green", Token));

        Assert.Matches(@"^Storage:(Schema|Path) is '[^']+', whose tables belong to the service 'blue', and Cluster:ServiceId is 'green'; set Storage:\1 to another value, or Cluster:ServiceId to 'blue'\.$", error.Message);
        Assert.False(error.IsTransient);
        await another.Schema.AdoptAsync("blue", Token);
    }

    [Fact]
    public async Task Adopt_ManyFirstStartsAtOnce_OneServiceHasTheTables()
    {
        var open = await EmptyAsync();
        var storages = Enumerable.Range(0, 8).Select(_ => open()).ToArray();

        var errors = await Task.WhenAll(storages.Select(async (storage, i) =>
        {
            await storage.Schema.MigrateAsync(Token);
            return await Record.ExceptionAsync(() => storage.Schema.AdoptAsync("service-" + (i % 4), Token));
        }));

        Assert.All(errors.OfType<Exception>(), error => Assert.Contains("belong to the service", error.ToString(), StringComparison.Ordinal));
        var adopted = Enumerable.Range(0, 8).Where(i => errors[i] is null).ToArray();
        Assert.Equal(2, adopted.Length);
        Assert.Equal(4, adopted[1] - adopted[0]);
        Assert.All(errors.OfType<Exception>(), error => Assert.Contains($"belong to the service 'service-{adopted[0]}'", Assert.IsType<StorageException>(error).Message, StringComparison.Ordinal));
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
