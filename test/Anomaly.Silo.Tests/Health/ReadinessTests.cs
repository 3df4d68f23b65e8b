using System.Text;
using Anomaly.Silo.Tests.BadInput;
using Anomaly.Silo.Tests.Durability;
using Npgsql;

namespace Anomaly.Silo.Tests.Health;

/// <summary><c>/readyz</c> fails and <c>worker_up</c> is 0 while a part of the work stands still, and says which.</summary>
[Collection(nameof(OnRealSilo))]
public sealed class ReadinessTests(RealSilo real)
{
    [Fact]
    public async Task Readiness_PartitionThatCannotBeClaimed_FailsUntilItIsOwned()
    {
        await real.ReadyAsync(true, "");
        await ExecuteAsync("""
            CREATE FUNCTION anomaly.refuse() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE EXCEPTION 'partition 1 is refused'; END $$;
            UPDATE anomaly.partition_progress SET owner_epoch = owner_epoch + 1 WHERE partition = 1;
            CREATE TRIGGER refuse BEFORE UPDATE ON anomaly.partition_progress FOR EACH ROW WHEN (NEW.partition = 1 AND NEW.owner_epoch > OLD.owner_epoch) EXECUTE FUNCTION anomaly.refuse();
            """);
        try
        {
            // The owner finds at its next write that it is not the owner any more, and cannot become it again.
            await SendAsync("unowned");
            var body = await real.ReadyAsync(false, "partition 1 is refused");
            Assert.Contains("partition 1 is unowned", body, StringComparison.Ordinal);
            Assert.DoesNotContain("partition 0 is unowned", body, StringComparison.Ordinal);
        }
        finally
        {
            await ExecuteAsync("DROP TRIGGER refuse ON anomaly.partition_progress; DROP FUNCTION anomaly.refuse();");
        }

        await real.ReadyAsync(true, "");
        await real.AssertGoesOnAsync(1, "owned-again");
        Assert.Equal(1, await AnomalyTable.ScalarAsync(real.Connection, "SELECT count(*) FROM anomaly.series WHERE series_id = 'unowned'", TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task Readiness_CheckpointOlderThanThreeIntervals_FailsUntilTheNext()
    {
        await real.ReadyAsync(true, "");
        await using (var connection = new NpgsqlConnection(real.Connection))
        {
            await connection.OpenAsync(TestContext.Current.CancellationToken);
            await using var transaction = await connection.BeginTransactionAsync(TestContext.Current.CancellationToken);
            await using var hold = new NpgsqlCommand("SELECT 1 FROM anomaly.partition_progress WHERE partition = 1 FOR UPDATE", connection, transaction);
            await hold.ExecuteNonQueryAsync(TestContext.Current.CancellationToken);
            await SendAsync("late");
            await real.ReadyAsync(false, "partition 1: the last checkpoint is ");
        }

        await real.ReadyAsync(true, "");
        await real.AssertGoesOnAsync(1, "in-time-again");
    }

    [Fact]
    public async Task Readiness_StatesThatCannotBeSaved_FailsHoweverOftenTheOwnerBeginsAnew()
    {
        await real.ReadyAsync(true, "");
        await ExecuteAsync("""
            CREATE FUNCTION anomaly.refuse_state() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE EXCEPTION 'states are refused'; END $$;
            CREATE TRIGGER refuse_state BEFORE INSERT ON anomaly.series_state FOR EACH ROW WHEN (NEW.series_id = 'unsaved') EXECUTE FUNCTION anomaly.refuse_state();
            """);
        try
        {
            await SendAsync("unsaved");
            Assert.Contains("states are refused", await real.ReadyAsync(false, "partition 1: the last checkpoint is "), StringComparison.Ordinal);
        }
        finally
        {
            await ExecuteAsync("DROP TRIGGER refuse_state ON anomaly.series_state; DROP FUNCTION anomaly.refuse_state();");
        }

        await real.ReadyAsync(true, "");
        await real.AssertGoesOnAsync(1, "saved-again");
        Assert.Equal(1, await AnomalyTable.ScalarAsync(real.Connection, "SELECT count(*) FROM anomaly.series WHERE series_id = 'unsaved'", TestContext.Current.CancellationToken));
    }

    private async Task SendAsync(string series) =>
        await real.SendAsync(1, Encoding.UTF8.GetBytes(series), Encoding.UTF8.GetBytes($$"""{"series":"{{series}}","timestamp":1760000000,"value":1}"""));

    private async Task ExecuteAsync(string sql)
    {
        await using var source = NpgsqlDataSource.Create(real.Connection);
        await using var command = source.CreateCommand(sql);
        await command.ExecuteNonQueryAsync(CancellationToken.None);
    }
}
