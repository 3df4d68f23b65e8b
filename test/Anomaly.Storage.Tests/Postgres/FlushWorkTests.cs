using Anomaly.Storage.Partitions;
using Anomaly.Storage.Tests.Backends;
using Anomaly.Storage.Tests.Contracts;
using Npgsql;

namespace Anomaly.Storage.Tests.Postgres;

/// <summary>How much work the database has with states, counted and not timed.</summary>
public sealed class FlushWorkTests(QuietServer quiet) : StorageContract(new PostgresBackend(quiet.Server)), IClassFixture<QuietServer>
{
    private const int Series = 500;
    private const int Rounds = 12;

    // As large as the service's states, of which no method makes less.
    private const int PayloadLength = 2450;

    private readonly Random _random = new(1);

    [Fact]
    public async Task Flush_SameSeriesAgainAndAgain_IsOneStatementAndOneTransactionEach()
    {
        var fence = await ClaimAsync();
        using var commands = new CountedCommands(new NpgsqlConnectionStringBuilder(Storage.ConnectionString).Database!);

        for (var round = 0; round < Rounds; round++)
        {
            Assert.Equal(Series, (await FlushAsync(fence, States(round))).States);

            Assert.Equal(1, commands.Count);
            Assert.Equal(1L, await Storage.SqlAsync("select count(distinct xmin::text) from series_state"));
            commands.Clear();
        }
    }

    [Fact]
    public async Task Flush_SameSeriesAgainAndAgain_LeavesTheIndexesAndTheTableBesideAlone()
    {
        var fence = await ClaimAsync();
        for (var round = 0; round < Rounds; round++)
            Assert.Equal(Series, (await FlushAsync(fence, States(round))).States);

        // A session tells what it did once it is idle for some seconds, at the latest.
        var updates = (long)Series * (Rounds - 1);
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(Token);
        patience.CancelAfter(TimeSpan.FromSeconds(60));
        while (await Storage.SqlAsync("select n_tup_upd from pg_stat_user_tables where relname = 'series_state'") is not long told || told < updates)
            await Task.Delay(100, patience.Token);

        Assert.Equal(updates, await Storage.SqlAsync("select n_tup_upd from pg_stat_user_tables where relname = 'series_state'"));
        Assert.Equal(updates, await Storage.SqlAsync("select n_tup_hot_upd from pg_stat_user_tables where relname = 'series_state'"));
        Assert.Equal(0L, await Storage.SqlAsync("select pg_relation_size(reltoastrelid) from pg_class where oid = 'series_state'::regclass"));
    }

    private SeriesUpdate[] States(int round) =>
        [.. Enumerable.Range(0, Series).Select(i => Some.State($"host-{i:000}.cpu.utilization", round) with
        {
            IsNew = round == 0,
            Payload = Payload(),
            SettingsVersion = round,
            LastSeen = Some.Time.ToUnixTimeMilliseconds() + (round * 5000),
            LastValue = round,
            WarmUpSeen = round,
        })];

    /// <summary>Bytes that compress as little as the states of noisy series do: to two thirds.</summary>
    private byte[] Payload()
    {
        var payload = new byte[PayloadLength];
        _random.NextBytes(payload.AsSpan(0, PayloadLength * 3 / 4));
        return payload;
    }
}
