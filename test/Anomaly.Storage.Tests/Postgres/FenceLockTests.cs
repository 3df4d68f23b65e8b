using Anomaly.Storage.Partitions;
using Anomaly.Storage.Tests.Backends;
using Anomaly.Storage.Tests.Contracts;
using Anomaly.Testing.Postgres;
using Npgsql;

namespace Anomaly.Storage.Tests.Postgres;

/// <summary>What happens while another's statement is in the middle of its work.</summary>
public sealed class FenceLockTests(PostgresServer server) : StorageContract(new PostgresBackend(server))
{
    private const string RaiseEpoch = "update partition_progress set owner_epoch = owner_epoch + 1";

    [Theory]
    [InlineData("flush")]
    [InlineData("take")]
    [InlineData("advance")]
    [InlineData("dead letters")]
    public async Task Write_WaitedBehindAClaim_SeesTheNewEpochAndWritesNothing(string write)
    {
        var home = await ClaimAsync(1);
        await FlushAsync(home, Some.State("elsewhere", 5));
        var elsewhere = (await LoadAsync("elsewhere"))!;
        var fence = await ClaimAsync(0);
        await using var claimer = (NpgsqlConnection)await Storage.OpenAsync();
        await using var transaction = await claimer.BeginTransactionAsync(Token);
        await ExecuteAsync(claimer, RaiseEpoch + " where partition = 0");

        Task<bool> writing = write switch
        {
            "flush" => Accepted(Storage.Partitions.FlushAsync(fence, [Some.State("cpu")], [Some.Anomaly("cpu", 1)], Token)),
            "take" => Accepted(Storage.Partitions.TakeAsync(fence, [new SeriesMove(elsewhere, -1, [])], Token)),
            "advance" => Storage.Partitions.AdvanceAsync(fence, 99, Token),
            _ => Storage.Partitions.RecordDeadLettersAsync(fence, [Some.Letter(fence, 1)], Token),
        };
        await UntilOneWaitsAsync();
        await transaction.CommitAsync(Token);

        Assert.False(await writing);
        Assert.Null(await LoadAsync("cpu"));
        Assert.Equal(1, (await LoadAsync("elsewhere"))!.Partition);
        Assert.Equal(0L, await Storage.SqlAsync("select count(*) from anomalies"));
        Assert.Equal(0L, await Storage.SqlAsync("select count(*) from dead_letters"));
        Assert.Equal(0L, await Storage.SqlAsync("select max(next_offset) from partition_progress"));
    }

    [Fact]
    public async Task Claim_WhileAFlushIsInTheMiddle_WaitsForItsEnd()
    {
        var fence = await ClaimAsync();
        await using var flusher = (NpgsqlConnection)await Storage.OpenAsync();
        await using var transaction = await flusher.BeginTransactionAsync(Token);
        await ExecuteAsync(flusher, $"select fence_holds('{Topic}', 0, {fence.OwnerEpoch})");

        var claiming = ClaimAsync();
        await UntilOneWaitsAsync();
        await transaction.CommitAsync(Token);

        Assert.Equal(fence.OwnerEpoch + 1, (await claiming).OwnerEpoch);
    }

    [Fact]
    public async Task Flush_WaitedBehindATake_LeavesTheRow()
    {
        var old = await ClaimAsync(0);
        await FlushAsync(old, Some.State("cpu", 5));
        await using var taker = (NpgsqlConnection)await Storage.OpenAsync();
        await using var transaction = await taker.BeginTransactionAsync(Token);
        await ExecuteAsync(taker, "update series_state set partition = 1");

        var flushing = Storage.Partitions.FlushAsync(old, [Some.State("cpu", 6)], [Some.Anomaly("cpu", 1)], Token);
        await UntilOneWaitsAsync();
        await transaction.CommitAsync(Token);

        Assert.Equal(default, await flushing);
        Assert.Equal(5, (await LoadAsync("cpu"))!.Offset);
        Assert.Empty(await Storage.Anomalies.QueryAsync(new(), Token));
    }

    [Fact]
    public async Task Flush_Refused_LeavesNoLockBehind()
    {
        var stale = await ClaimAsync();
        await ClaimAsync();
        await FlushAsync(stale, Some.State("cpu"));

        Assert.Equal(0L, await Storage.SqlAsync("""
            select count(*) from pg_locks
            where database = (select oid from pg_database where datname = current_database()) and mode like '%Exclusive%'
            """));
        Assert.Equal(0L, await Storage.SqlAsync("select count(*) from pg_stat_activity where state like 'idle in transaction%' and datname = current_database()"));
    }

    private static async Task<bool> Accepted(Task<FlushResult> flush) => await flush != default;

    private static async Task<bool> Accepted(Task<IReadOnlyList<SeriesRow>> take) => (await take).Count > 0;

    private static async Task ExecuteAsync(NpgsqlConnection connection, string sql)
    {
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync(Token);
    }

    // The server's own list of waiting sessions is the event.
    private async Task UntilOneWaitsAsync()
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(Token);
        patience.CancelAfter(TimeSpan.FromSeconds(30));
        while (await Storage.SqlAsync("select count(*) from pg_stat_activity where wait_event_type = 'Lock' and datname = current_database()") is not 1L)
            await Task.Delay(10, patience.Token);
    }
}
