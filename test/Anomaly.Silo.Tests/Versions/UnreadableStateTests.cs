using System.Text;
using Anomaly.Silo.Tests.BadInput;
using Anomaly.Silo.Tests.Durability;
using Anomaly.Silo.Tests.Servers;
using Npgsql;

namespace Anomaly.Silo.Tests.Versions;

/// <summary>A state that turns out to be of a newer version than its partition says.</summary>
[Collection(nameof(OnRealSilo))]
public sealed class UnreadableStateTests(RealSilo real)
{
    private const string Epoch = "select owner_epoch from anomaly.partition_progress where partition = 2";

    [Fact]
    public async Task State_OfANewerVersion_EndsTheSession_WhichIsTriedAgainWithGrowingPauses()
    {
        var cancellationToken = TestContext.Current.CancellationToken;
        await real.AssertGoesOnAsync(2, "unreadable");
        await ExecuteAsync("""
            update anomaly.series_state set payload = set_byte(payload, 0, get_byte(payload, 0) + 7) where series_id = 'unreadable';
            update anomaly.partition_progress set owner_epoch = owner_epoch + 1 where partition = 2;
            """);
        await real.SendAsync(2, Encoding.UTF8.GetBytes("unreadable"), Encoding.UTF8.GetBytes("""{"series":"unreadable","timestamp":1760000001,"value":1}"""));

        var body = await real.ReadyAsync(false, "A series' state is of version 9; this program reads up to version ");
        Assert.Contains("partition 2 is unowned (the call to series unreadable failed: ", body, StringComparison.Ordinal);
        // By then a pause lasts 3 s or more; without pauses there are two or three claims a second.
        await Task.Delay(TimeSpan.FromSeconds(6), cancellationToken);
        var claims = await AnomalyTable.ScalarAsync(real.Connection, Epoch, cancellationToken);
        await Task.Delay(TimeSpan.FromSeconds(5), cancellationToken);
        Assert.InRange(await AnomalyTable.ScalarAsync(real.Connection, Epoch, cancellationToken) - claims, 0, 3);

        await ExecuteAsync("update anomaly.series_state set payload = set_byte(payload, 0, get_byte(payload, 0) - 7) where series_id = 'unreadable'");
        await real.ReadyAsync(true, "");
        await real.AssertGoesOnAsync(2, "readable-again");
        await Until.AnswersAsync(
            () => AnomalyTable.ScalarAsync(real.Connection, "select warm_seen from anomaly.series_state where series_id = 'unreadable'", cancellationToken),
            seen => seen == 2, "the sample was applied once");
    }

    private async Task ExecuteAsync(string sql)
    {
        await using var source = NpgsqlDataSource.Create(real.Connection);
        await using var command = source.CreateCommand(sql);
        await command.ExecuteNonQueryAsync(CancellationToken.None);
    }
}
