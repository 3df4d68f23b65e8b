using Anomaly.Storage.Access;
using Anomaly.Storage.Tests.Backends;

namespace Anomaly.Storage.Tests.Contracts;

public abstract class AccessContract(IBackend backend) : StorageContract(backend)
{
    private static readonly DateTimeOffset At = new(2026, 11, 22, 10, 0, 0, 120, TimeSpan.Zero);

    [Fact]
    public async Task Keys_AddedAndDeleted_ByName()
    {
        var second = new ApiKeyRow("b", "viewer", new string('2', 64), "ana\0", At, At.AddDays(1));
        var first = new ApiKeyRow("A", "admin", new string('1', 64), "ana", At, null);

        Assert.True(await Storage.ApiKeys.AddAsync(second, Token));
        Assert.True(await Storage.ApiKeys.AddAsync(first, Token));
        Assert.False(await Storage.ApiKeys.AddAsync(first with { Hash = new string('3', 64) }, Token));

        second = second with { CreatedBy = "ana\uFFFD" };
        Assert.Equal([first, second], await Storage.ApiKeys.ListAsync(Token));
        Assert.Equal(second, await Storage.ApiKeys.DeleteAsync("b", Token));
        Assert.Null(await Storage.ApiKeys.DeleteAsync("b", Token));
        Assert.Null(await Storage.ApiKeys.DeleteAsync("no\0name", Token));
        Assert.Equal([first], await Storage.ApiKeys.ListAsync(Token));
    }

    [Fact]
    public async Task Key_WithARoleThatDoesNotExist_IsRefusedByTheDatabase() =>
        await Assert.ThrowsAnyAsync<System.Data.Common.DbException>(() => Storage.ApiKeys.AddAsync(new("c", "root", new string('4', 64), "ana", At, null), Token));

    [Fact]
    public async Task Audit_Entries_ComeNewestFirst_FilteredAndPaged()
    {
        for (var i = 0; i < 5; i++)
            await Storage.Audit.AddAsync(Entry(i), Token);

        var all = await Storage.Audit.ListAsync(new AuditQuery(), Token);
        Assert.Equal([4, 3, 2, 1, 0], all.Select(entry => int.Parse(entry.Target, System.Globalization.CultureInfo.InvariantCulture)));
        Assert.Equal(Entry(4) with { Id = all[0].Id }, all[0]);

        Assert.Equal(["4", "2", "0"], await TargetsAsync(new AuditQuery { Actor = "even" }));
        Assert.Equal(["3"], await TargetsAsync(new AuditQuery { Action = "rules.replace", Target = "3" }));
        Assert.Equal(["2", "1"], await TargetsAsync(new AuditQuery { From = At.AddSeconds(1), To = At.AddSeconds(3) }));
        // A time between two milliseconds is after the first of them.
        Assert.Equal(["2", "1"], await TargetsAsync(new AuditQuery { From = At.AddMicroseconds(10), To = At.AddSeconds(2).AddMicroseconds(10) }));
        Assert.Equal(["3", "2"], await TargetsAsync(new AuditQuery { After = all[0].Id, Limit = 2 }));
        Assert.Empty(await TargetsAsync(new AuditQuery { Actor = "no\0body" }));

        async Task<string[]> TargetsAsync(AuditQuery query) => [.. (await Storage.Audit.ListAsync(query, Token)).Select(entry => entry.Target)];
    }

    [Fact]
    public async Task Audit_TextsThatADatabaseRefuses_AreKeptAllTheSame()
    {
        await Storage.Audit.AddAsync(Entry(1) with { Actor = "a\0b", Target = "\uD800", Before = """{"a":"\u0000"}""" }, Token);

        var entry = Assert.Single(await Storage.Audit.ListAsync(new AuditQuery(), Token));
        Assert.Equal(("a\uFFFDb", "\uFFFD", """{"a":"\ufffd"}"""), (entry.Actor, entry.Target, entry.Before));
    }

    private static AuditEntry Entry(int i) => new()
    {
        At = At.AddSeconds(i),
        Actor = i % 2 == 0 ? "even" : "odd",
        Role = "admin",
        Address = i == 0 ? null : "192.0.2.7",
        Action = "rules.replace",
        Target = i.ToString(System.Globalization.CultureInfo.InvariantCulture),
        Before = i == 0 ? null : """[{"name":"a"}]""",
        After = """{"b": 1}""",
    };
}
