using Anomaly.Storage.Partitions;
using Anomaly.Storage.Tests.Backends;

namespace Anomaly.Storage.Tests.Contracts;

public abstract class ClaimContract(IBackend backend) : StorageContract(backend)
{
    [Fact]
    public async Task Claim_FirstContact_StartsAtTheLogsLowEnd()
    {
        var claim = await ClaimAsync(new PartitionLog("a", 40, 90));

        Assert.Equal(new PartitionClaim(new Fence(Topic, 3, 1, 1), 40), claim);
    }

    [Fact]
    public async Task Claim_Again_RaisesTheOwnerEpochAndKeepsTheProgress()
    {
        var first = await ClaimAsync(new PartitionLog("a", 0, 90));
        Assert.True(await Storage.Partitions.AdvanceAsync(first.Fence, 50, Token));

        var second = await ClaimAsync(new PartitionLog("a", 0, 95));

        Assert.Equal(new PartitionClaim(new Fence(Topic, 3, 2, 1), 50), second);
    }

    [Fact]
    public async Task Claim_LogStartsAboveTheProgress_LeavesTheProgressSoThatTheLossShows()
    {
        var first = await ClaimAsync(new PartitionLog("a", 0, 90));
        await Storage.Partitions.AdvanceAsync(first.Fence, 50, Token);

        Assert.Equal(50, (await ClaimAsync(new PartitionLog("a", 80, 95))).NextOffset);
    }

    [Theory]
    [InlineData("a", "b", 95, true)]
    [InlineData("a", "b", 10, true)]
    [InlineData("a", "a", 95, false)]
    [InlineData("a", "a", 10, false)]
    [InlineData(null, null, 95, false)]
    [InlineData(null, null, 50, false)]
    [InlineData(null, null, 49, true)]
    [InlineData("a", null, 95, false)]
    [InlineData("a", null, 10, true)]
    [InlineData(null, "a", 95, false)]
    [InlineData(null, "a", 10, true)]
    public async Task Claim_TopicCreatedAgain_RaisesTheTopicEpochAndStartsAtTheLowEnd(string? idThen, string? idNow, long high, bool again)
    {
        var first = await ClaimAsync(new PartitionLog(idThen, 0, 90));
        await Storage.Partitions.AdvanceAsync(first.Fence, 50, Token);

        var second = await ClaimAsync(new PartitionLog(idNow, 4, high));

        Assert.Equal(new PartitionClaim(new Fence(Topic, 3, 2, again ? 2 : 1), again ? 4 : 50), second);
        // The answer holds: the same log is not a further incarnation.
        Assert.Equal(second.Fence.TopicEpoch, (await ClaimAsync(new PartitionLog(idNow, 4, high))).Fence.TopicEpoch);
    }

    [Fact]
    public async Task Claim_IdBecomesKnownLater_IsRemembered()
    {
        await ClaimAsync(new PartitionLog(null, 0, 90));
        await ClaimAsync(new PartitionLog("a", 0, 90));
        await ClaimAsync(new PartitionLog(null, 0, 90));

        Assert.Equal(2, (await ClaimAsync(new PartitionLog("b", 0, 90))).Fence.TopicEpoch);
    }

    [Fact]
    public async Task Claim_CreatedAgainWithoutAnId_ForgetsTheOldId()
    {
        var first = await ClaimAsync(new PartitionLog("a", 0, 90));
        await Storage.Partitions.AdvanceAsync(first.Fence, 50, Token);
        await ClaimAsync(new PartitionLog(null, 0, 10));

        Assert.Equal(2, (await ClaimAsync(new PartitionLog("b", 0, 10))).Fence.TopicEpoch);
    }

    [Fact]
    public async Task Claim_ManyAtOnce_GivesEachAnEpochOfItsOwn()
    {
        var claims = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => ClaimAsync(new PartitionLog("a", 0, 90))));

        Assert.Equal(Enumerable.Range(1, 20).Select(epoch => (long)epoch), claims.Select(claim => claim.Fence.OwnerEpoch).Order());
    }

    [Fact]
    public async Task Advance_LowerOffset_NeverGoesBack()
    {
        var fence = (await ClaimAsync(new PartitionLog("a", 0, 90))).Fence;
        await Storage.Partitions.AdvanceAsync(fence, 50, Token);

        Assert.True(await Storage.Partitions.AdvanceAsync(fence, 20, Token));

        Assert.Equal(50, (await ClaimAsync(new PartitionLog("a", 0, 90))).NextOffset);
    }

    [Fact]
    public async Task Advance_StaleFence_IsRefused()
    {
        var stale = (await ClaimAsync(new PartitionLog("a", 0, 90))).Fence;
        await ClaimAsync(new PartitionLog("a", 0, 90));

        Assert.False(await Storage.Partitions.AdvanceAsync(stale, 60, Token));

        Assert.Equal(0, (await ClaimAsync(new PartitionLog("a", 0, 90))).NextOffset);
    }

    [Fact]
    public async Task DeadLetters_StaleFence_AreRefused()
    {
        var stale = (await ClaimAsync(new PartitionLog("a", 0, 90))).Fence;
        var fence = (await ClaimAsync(new PartitionLog("a", 0, 90))).Fence;

        Assert.False(await Storage.Partitions.RecordDeadLettersAsync(stale, [Some.Letter(stale, 5)], Token));
        Assert.True(await Storage.Partitions.RecordDeadLettersAsync(fence, [], Token));

        Assert.Equal(0L, await Storage.SqlAsync("select count(*) from dead_letters"));
    }

    [Fact]
    public async Task DeadLetters_Repeated_AreKeptOnce()
    {
        var fence = (await ClaimAsync(new PartitionLog("a", 0, 90))).Fence;

        Assert.True(await Storage.Partitions.RecordDeadLettersAsync(fence, [Some.Letter(fence, 5), Some.Letter(fence, 6)], Token));
        Assert.True(await Storage.Partitions.RecordDeadLettersAsync(fence, [Some.Letter(fence, 6), Some.Letter(fence, 7)], Token));

        Assert.Equal(3L, await Storage.SqlAsync("select count(*) from dead_letters"));
        Assert.Equal("the value begins with 0x00\uFFFD; \uFFFD it must be JSON", await Storage.SqlAsync("select detail from dead_letters limit 1"));
    }

    [Fact]
    public async Task Claim_ByAProgramThatDoesNotReadTheStates_IsRefusedAndChangesNothing()
    {
        var newer = (PartitionClaim)await ClaimAsync(new PartitionLog("a", 0, 90), stateVersion: 7);
        await Storage.Partitions.AdvanceAsync(newer.Fence, 50, Token);

        var refused = await ClaimAsync(new PartitionLog("b", 0, 90), stateVersion: 6);

        Assert.Equal(new ClaimRefused(7), refused);
        // The owner goes on as if nobody had asked, and the next claim gets the next epoch of the same topic.
        Assert.True(await Storage.Partitions.AdvanceAsync(newer.Fence, 60, Token));
        Assert.Equal(new PartitionClaim(new Fence(Topic, 3, 2, 1), 60), await ClaimAsync(new PartitionLog("a", 0, 90), stateVersion: 7));
    }

    [Fact]
    public async Task Claim_ByANewerProgram_RaisesTheVersionOfThatPartitionAlone()
    {
        await Storage.Partitions.ClaimAsync(Topic, 2, new PartitionLog("a", 0, 90), 1, Token);
        await ClaimAsync(new PartitionLog("a", 0, 90), stateVersion: 1);
        await ClaimAsync(new PartitionLog("a", 0, 90), stateVersion: 3);
        await Storage.Partitions.ClaimAsync("another", 2, new PartitionLog("a", 0, 90), 4, Token);

        var versions = await Storage.Partitions.GetStateVersionsAsync(Topic, Token);

        Assert.Equal([(2, 1), (3, 3)], versions.Select(each => (each.Key, each.Value)).Order());
    }

    [Fact]
    public async Task Claim_OlderAndNewerProgramsAtOnce_NoneOfTheOlderOwnsAfterANewer()
    {
        var answers = await Task.WhenAll(Enumerable.Range(0, 20).Select(i => ClaimAsync(new PartitionLog("a", 0, 90), stateVersion: 1 + (i % 2))));

        var granted = answers.Select((answer, i) => (Claim: answer as PartitionClaim, Version: 1 + (i % 2))).Where(each => each.Claim is not null)
            .OrderBy(each => each.Claim!.Fence.OwnerEpoch).ToArray();
        Assert.Equal(granted.Select(each => each.Version).Order(), granted.Select(each => each.Version));
        Assert.Equal(10, granted.Count(each => each.Version == 2));
        Assert.Equal(Enumerable.Range(1, granted.Length).Select(epoch => (long)epoch), granted.Select(each => each.Claim!.Fence.OwnerEpoch));
        Assert.All(answers.OfType<ClaimRefused>(), refused => Assert.Equal(2, refused.StateVersion));
    }

    private Task<PartitionClaim> ClaimAsync(PartitionLog log) => Storage.Partitions.ClaimAsync(Topic, 3, log, Token);

    private Task<ClaimAnswer> ClaimAsync(PartitionLog log, int stateVersion) => Storage.Partitions.ClaimAsync(Topic, 3, log, stateVersion, Token);
}
