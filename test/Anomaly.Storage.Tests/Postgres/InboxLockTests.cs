using Anomaly.Grains.Interfaces.Incidents;
using Anomaly.Storage.Incidents;
using Anomaly.Storage.Tests.Backends;
using Anomaly.Storage.Tests.Contracts;
using Anomaly.Testing.Postgres;
using Npgsql;

namespace Anomaly.Storage.Tests.Postgres;

/// <summary>What happens while another worker is in the middle of a batch.</summary>
public sealed class InboxLockTests(PostgresServer server) : IncidentContract(new PostgresBackend(server))
{
    [Fact]
    public async Task Take_AnotherHoldsEarlierAnomaliesOfAKey_LeavesThatKeyAloneAndCountsTheOthers()
    {
        await EnterAsync(An("cpu", 1), An("mem", 2, 1), An("cpu", 3, 2), An("disk", 4, 3));
        await using var other = (NpgsqlConnection)await Storage.OpenAsync();
        await using var transaction = await other.BeginTransactionAsync(Token);
        await ExecuteAsync(other, "select from incident_inbox order by anomaly_id limit 1 for update");

        Assert.Equal(new InboxBatch(2, LeftAlone: true), await TakeAsync());

        Assert.Equal(["series:disk", "series:mem"], (await ListAsync()).Select(incident => incident.Key).Order());
        await transaction.RollbackAsync(Token);
        Assert.Equal(new InboxBatch(2, LeftAlone: false), await TakeAsync());
    }

    [Fact]
    public async Task Take_AnotherOpensAnIncidentOfTheKeyMeanwhile_CountsIntoThatOne()
    {
        await EnterAsync(An("cpu", 1));
        var opened = false;
        var racing = new HookedFold(Fold, () =>
        {
            if (opened)
                return;
            opened = true;
            // Another worker's whole batch, of an anomaly that came after the claim.
            Task.Run(async () =>
            {
                await EnterAsync(An("cpu", 2, 1));
                await using var other = (NpgsqlConnection)await Storage.OpenAsync();
                await ExecuteAsync(other, """
                    insert into incidents select '00000000-0000-7000-8000-000000000001', 'series:cpu', 'firing', 'info', '{}', '{ensemble}', 0, 0,
                      a."timestamp", a."timestamp", a.detected_at, a.detected_at, null, null, null, a.id, 'cpu', a."timestamp", 'ensemble', 1, null,
                      null, null, 1, '', null, null, a.id, 1 from anomalies as a where metric_name = 'cpu' and source_offset = 2
                    """);
            }).GetAwaiter().GetResult();
        });

        Assert.Equal(new InboxBatch(2, LeftAlone: false), await Storage.Inbox.TakeAsync(100, racing, Token));

        Assert.Equal((new Guid("00000000-0000-7000-8000-000000000001"), 2L), Assert.Single(await ListAsync()) switch { var one => (one.Id, one.AnomalyCount) });
    }

    [Fact]
    public async Task Take_AnotherIsStoppedInTheMiddle_OthersGoOnAfterSeconds()
    {
        await EnterAsync(An("cpu", 1));
        await TakeAsync();
        await EnterAsync(An("cpu", 2, 1));
        using var inTheFold = new SemaphoreSlim(0);
        using var goOn = new ManualResetEventSlim();
        var stopped = Task.Run(
            () => Storage.Inbox.TakeAsync(
                100,
                new HookedFold(Fold, () =>
                {
                    inTheFold.Release();
                    goOn.Wait(Token);
                }),
                Token),
            Token);
        await inTheFold.WaitAsync(Token);
        await EnterAsync(An("cpu", 3, 2), An("mem", 4, 2));

        // At once: the key is the stopped one's, and the other key is nobody's.
        Assert.Equal(new InboxBatch(1, LeftAlone: true), await TakeAsync());
        // Once the server has ended the stopped one's transaction.
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(Token);
        patience.CancelAfter(TimeSpan.FromSeconds(20));
        while ((await Storage.Inbox.MeasureAsync(patience.Token)).Rows > 0)
        {
            await TakeAsync();
            await Task.Delay(50, patience.Token);
        }

        goOn.Set();
        await Assert.ThrowsAnyAsync<NpgsqlException>(() => stopped);
        Assert.Equal([1, 3], (await ListAsync()).Select(incident => incident.AnomalyCount).Order());
    }

    [Fact]
    public async Task Take_TheIncidentIsLocked_GivesUpAndLeavesTheAnomaliesInTheInbox()
    {
        await EnterAsync(An("cpu", 1));
        await TakeAsync();
        await EnterAsync(An("cpu", 2, 1));
        await using var other = (NpgsqlConnection)await Storage.OpenAsync();
        await using var transaction = await other.BeginTransactionAsync(Token);
        await ExecuteAsync(other, "select from incidents for update");

        Assert.Equal(new InboxBatch(0, LeftAlone: true), await TakeAsync());

        await transaction.RollbackAsync(Token);
        Assert.Equal(1, (await TakeAsync()).Counted);
    }

    [Fact]
    public async Task ResolveQuiet_AnIncidentThatIsCountedInto_IsPassedBy()
    {
        await EnterAsync(An("cpu", 1), An("mem", 2));
        await TakeAsync();
        Storage.Time.Now += TimeSpan.FromHours(1);
        await using var other = (NpgsqlConnection)await Storage.OpenAsync();
        await using var transaction = await other.BeginTransactionAsync(Token);
        await ExecuteAsync(other, "select from incidents where key = 'series:cpu' for update");

        Assert.Equal(1, await Storage.Inbox.ResolveQuietAsync(TimeSpan.FromMinutes(5), 100, Token));

        Assert.Equal("series:cpu", Assert.Single(await ListAsync(new() { Status = IncidentStatus.Firing })).Key);
    }

    [Fact]
    public async Task Take_Done_LeavesNoLockAndNoTransactionBehind()
    {
        await EnterAsync(An("cpu", 1));
        await TakeAsync();

        Assert.Equal(0L, await Storage.SqlAsync("select count(*) from pg_stat_activity where state like 'idle in transaction%' and datname = current_database()"));
    }

    private static async Task ExecuteAsync(NpgsqlConnection connection, string sql)
    {
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync(Token);
    }

    private sealed class HookedFold(IIncidentFold fold, Action hook) : IIncidentFold
    {
        public TimeSpan Reach => fold.Reach;

        public string KeyOf(string series, IReadOnlyDictionary<string, string> labels) => fold.KeyOf(series, labels);

        public FoldedKey Fold(string key, IReadOnlyList<Incident> known, IReadOnlyList<InboxAnomaly> anomalies)
        {
            hook();
            return fold.Fold(key, known, anomalies);
        }
    }
}
