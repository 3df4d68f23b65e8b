using Anomaly.Storage.Notifications;
using Anomaly.Storage.Tests.Backends;

namespace Anomaly.Storage.Tests.Contracts;

public abstract class SilenceContract(IBackend backend) : StorageContract(backend)
{
    [Fact]
    public async Task Find_Saved_ComesBackWhole()
    {
        var plain = Silence(1) with { Comment = "disks \0 are \ud800 changed" };
        var recurring = Silence(2) with { Learn = false, Recurrence = """{"days":["sat"],"from":"22:00","to":"06:00","time_zone":"Europe/Berlin"}""" };

        await Storage.Silences.SaveAsync([plain, recurring], Token);

        Assert.Equal(plain with { Comment = "disks \ufffd are \ufffd changed" }, await Storage.Silences.FindAsync(plain.Id, Token));
        Assert.Equal(recurring, await Storage.Silences.FindAsync(recurring.Id, Token));
        Assert.Null(await Storage.Silences.FindAsync(Id(3), Token));
    }

    [Fact]
    public async Task Save_KnownId_ReplacesIt()
    {
        await Storage.Silences.SaveAsync([Silence(1)], Token);
        var changed = Silence(1) with { EndsAt = Some.Time.AddMinutes(5), UpdatedAt = Some.Time.AddMinutes(1), Comment = "sooner", Matchers = "[]" };

        await Storage.Silences.SaveAsync([changed, Silence(2)], Token);

        Assert.Equal(changed, await Storage.Silences.FindAsync(changed.Id, Token));
        Assert.Equal(2, (await ListAsync()).Length);
    }

    [Fact]
    public async Task Save_OneOfThemIsRefused_NoneIsThere()
    {
        await Assert.ThrowsAnyAsync<Exception>(() => Storage.Silences.SaveAsync([Silence(1), Silence(2) with { Matchers = null! }], Token));

        Assert.Empty(await ListAsync());
    }

    [Fact]
    public async Task List_Stage_GoesByTheTimeThatIsGiven()
    {
        var (over, now, later) = (Silence(1, -20, -10), Silence(2, -10, 10), Silence(3, 10, 20));
        await Storage.Silences.SaveAsync([over, now, later], Token);

        Assert.Equal([over], await ListAsync(SilenceStage.Expired));
        Assert.Equal([now], await ListAsync(SilenceStage.Active));
        Assert.Equal([later], await ListAsync(SilenceStage.Pending));
        Assert.Equal([later, now], await ListAsync(SilenceStage.Pending, SilenceStage.Active));
        Assert.Equal([later, now, over], await ListAsync());
        Assert.Equal([now.Id], (await ListAtAsync(-10, SilenceStage.Active)).Select(each => each.Id));
        Assert.Equal([now.Id, over.Id], (await ListAtAsync(10, SilenceStage.Expired)).Select(each => each.Id));
    }

    [Fact]
    public async Task List_Pages_HaveEachSilenceOnce()
    {
        // Several that end at the same time: the id decides then.
        var silences = Enumerable.Range(1, 23).Select(number => Silence(number, 0, 1 + (number % 4))).ToArray();
        await Storage.Silences.SaveAsync(silences, Token);
        var expected = silences.OrderByDescending(each => each.EndsAt).ThenByDescending(each => each.Id).Select(each => each.Id).ToArray();

        var read = new List<Guid>();
        SilenceCursor? after = null;
        do
        {
            var page = await Storage.Silences.ListAsync(new() { Now = Some.Time, After = after, Limit = 5 }, Token);
            read.AddRange(page.Select(each => each.Id));
            after = page.Count == 0 ? null : new(page[^1].EndsAt, page[^1].Id);
        }
        while (after is not null);

        Assert.Equal(expected, read);
        Assert.Empty(await Storage.Silences.ListAsync(new() { Now = Some.Time, Limit = 0 }, Token));
    }

    private static Guid Id(int number) => new(number, 0, 0, new byte[8]);

    private static SilenceRow Silence(int number, int fromMinutes = -1, int toMinutes = 1) => new()
    {
        Id = Id(number),
        StartsAt = Some.Time.AddMinutes(fromMinutes),
        EndsAt = Some.Time.AddMinutes(toMinutes),
        UpdatedAt = Some.Time,
        CreatedBy = "ana",
        Comment = "disks are changed",
        Matchers = """[{"name":"host", "value":"web-.*","isRegex":true,"isEqual":true}]""",
        Learn = true,
    };

    private async Task<SilenceRow[]> ListAsync(params SilenceStage[] stages) => await ListAtAsync(0, stages);

    private async Task<SilenceRow[]> ListAtAsync(int minutes, params SilenceStage[] stages) =>
        [.. await Storage.Silences.ListAsync(new() { Now = Some.Time.AddMinutes(minutes), Stages = stages }, Token)];
}
