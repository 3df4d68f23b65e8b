using Anomaly.Storage.Tests.Backends;
using Anomaly.Storage.Tests.Contracts;

namespace Anomaly.Storage.Tests.Sqlite;

/// <summary>Two processes may have the file open: the old one still ends while the new one begins.</summary>
public sealed class SharedFileTests : IDisposable
{
    private readonly SqliteBackend _backend = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Writes_OfTwoAtOnce_WaitForEachOther()
    {
        await using var one = await _backend.CreateAsync();
        await using var two = SqliteBackend.Open(_backend.File);

        await Task.WhenAll(WorkAsync(one, 0), WorkAsync(two, 1));

        Assert.Equal(200, (await one.Series.ListAsync(new() { Limit = 1000 }, Token)).Count);
    }

    [Fact]
    public async Task Claim_ByTheOther_MakesTheFirstOnesFenceStale()
    {
        await using var one = await _backend.CreateAsync();
        await using var two = SqliteBackend.Open(_backend.File);
        var stale = (await one.Partitions.ClaimAsync("metrics", 0, new(null, 0, 9), Token)).Fence;
        await two.Partitions.ClaimAsync("metrics", 0, new(null, 0, 9), Token);

        Assert.Equal(default, await one.Partitions.FlushAsync(stale, [Some.State("cpu")], [], Token));
    }

    public void Dispose() => _backend.Dispose();

    private static async Task WorkAsync(TestStorage storage, int partition)
    {
        var fence = (await storage.Partitions.ClaimAsync("metrics", partition, new(null, 0, 9), Token)).Fence;
        for (var i = 0; i < 100; i++)
            Assert.Equal(1, (await storage.Partitions.FlushAsync(fence, [Some.State($"{partition}-{i}")], [], Token)).States);
    }
}
