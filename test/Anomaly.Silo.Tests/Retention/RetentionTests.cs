using System.Globalization;
using Anomaly.Silo.Tests.Servers;

namespace Anomaly.Silo.Tests.Retention;

/// <summary>What is old leaves a real silo by itself, and what comes back begins anew.</summary>
public sealed class RetentionTests
{
    [Fact]
    public async Task Silo_AfterALongTime_HasNeitherTheSilentSeriesNorTheOldAnomalies()
    {
        using var folder = new TempFolder();
        await using (var first = await HastySilo.StartAsync(folder, ExactLevels.Settings.Select(setting => $"--{setting.Name.Replace("__", ":", StringComparison.Ordinal)}={setting.Value}")))
        {
            foreach (var series in new[] { "gone", "stays" })
            {
                await first.SendAsync($$"""{"series":"{{series}}","samples":[{{string.Join(',', Enumerable.Range(0, 6).Select(i => $"[{1_760_000_000_000 + i},{(i == 5 ? 99 : 10)}]"))}}]}""");
            }

            await first.SendAsync("no record");
            await CountAsync(first, "select count(*) from series_state where warm_seen >= 6", 2, "both series are saved");
            await CountAsync(first, "select count(distinct metric_name) from anomalies where incident_id is not null", 2, "each has an anomaly that is counted");
            await CountAsync(first, "select count(*) from dead_letters", 1, "the dead letter is in the list");

            // As if all this were long ago, but for one series.
            await first.SqlAsync("update dead_letters set refused_at = refused_at - 7200000");
            await first.SqlAsync("update anomalies set detected_at = detected_at - 7200000 where metric_name = 'gone'");
            await first.SqlAsync("update incidents set status = 'resolved', resolved_by = 'quiet', resolved_at = started_at, last_detected_at = started_at where peak_series = 'gone'");
            await first.SqlAsync("delete from incident_changes; delete from notification_group_incidents");
        }

        await using var silo = await HastySilo.StartAsync(folder, "--Retention:Anomalies=01:00:00", "--Retention:Series=01:00:00", "--Retention:DeadLetters=01:00:00");
        await silo.SqlAsync("update series_state set updated_at = updated_at - 7200000 where series_id = 'gone'"); // the stop before had written it
        await Until.AnswersAsync(
            async () =>
            {
                await silo.SendAsync("""{"series":"stays","value":10}"""); // where records come, the reader knows soon that it is at the end
                return await silo.SqlAsync("select series_id from series_state where series_id = 'gone'");
            },
            found => found is null,
            "the silent series is removed",
            TimeSpan.FromSeconds(90));
        await CountAsync(silo, "select count(*) from anomalies where metric_name = 'gone'", 0, "its anomalies are deleted");
        await CountAsync(silo, "select count(*) from incidents where peak_series = 'gone'", 0, "so is their incident");
        await CountAsync(silo, "select count(*) from dead_letters", 0, "and the dead letter");
        Assert.Equal("stays", await silo.SqlAsync("select group_concat(series_id) from series"));
        Assert.Equal(["stays"], [await silo.SqlAsync("select group_concat(distinct metric_name) from anomalies")]);
        Assert.Contains(await silo.MetricsAsync(), line => line.StartsWith("series_removed_total ", StringComparison.Ordinal) && line != "series_removed_total 0");

        await silo.SendAsync("""[{"series":"gone","value":1},{"series":"stays","value":11}]""");
        await CountAsync(silo, "select warm_seen from series_state where series_id = 'gone'", 1, "what comes back begins anew");
        await CountAsync(silo, "select count(*) from series_state where series_id = 'stays' and last_value = 11", 1, "what stayed goes on");
        Assert.True(Convert.ToInt64(await silo.SqlAsync("select warm_seen from series_state where series_id = 'stays'"), CultureInfo.InvariantCulture) > 5);
    }

    [Fact]
    public async Task Silo_WithAsManySeriesAsItMayHave_RefusesFurtherOnesAndGoesOnWithThose()
    {
        using var folder = new TempFolder();
        await using var silo = await HastySilo.StartAsync(folder, "--Detection:MaxSeries=8", "--Retention:Series=01:00:00"); // four partitions
        await silo.SendAsync("""{"series":"a","value":1}""");
        await silo.SendAsync("""{"series":"b","value":1}""");
        var alone = await silo.SendAsync("""{"series":"c","value":1}""");
        var mixed = await silo.SendAsync("""[{"series":"a","value":2},{"series":"c","value":2},{"series":"d","value":2}]""");
        await silo.SendAsync("""{"series":"b","value":3}""");

        await CountAsync(silo, "select count(*) from dead_letters where reason = 'too_many_series'", 2, "the records with a series too many are refused");
        await CountAsync(silo, "select count(*) from series_state where (series_id, last_value) in (values ('a', 2), ('b', 3))", 2, "the samples of the others are taken");
        Assert.Equal("a,b", await silo.SqlAsync("select group_concat(series_id) from (select series_id from series_state order by series_id)"));
        const string room = "there is room for 2 in the partition (its share of Detection:MaxSeries)";
        Assert.Equal(
            $"series is c, a new series, and {room}; 1 of the record's 1 samples were not taken",
            await silo.SqlAsync($"select detail from dead_letters where \"offset\" = {alone}"));
        Assert.Equal(
            $"series is c, a new series, and {room}; 2 of the record's 3 samples were not taken",
            await silo.SqlAsync($"select detail from dead_letters where \"offset\" = {mixed}"));
        await Until.AnswersAsync(
            silo.MetricsAsync,
            lines => lines.Contains("""records_rejected_total{reason="too_many_series"} 2""") && lines.Contains("""partition_series{partition="0"} 2""") && lines.Contains("""partition_series_limit{partition="0"} 2"""),
            "the metrics say so");

        // Room, once one of them is gone.
        await silo.SqlAsync("update series_state set updated_at = updated_at - 7200000 where series_id = 'b'");
        await Until.AnswersAsync(
            async () =>
            {
                await silo.SendAsync("""[{"series":"a","value":4},{"series":"c","value":4}]""");
                return (string?)await silo.SqlAsync("select group_concat(series_id) from (select series_id from series_state order by series_id)");
            },
            found => found == "a,c",
            "the series that was refused has taken the place of the one that was silent");
    }

    private static Task<long> CountAsync(HastySilo silo, string sql, long wanted, string what) =>
        Until.AnswersAsync(async () => Convert.ToInt64(await silo.SqlAsync(sql), CultureInfo.InvariantCulture), found => found == wanted, what, TimeSpan.FromSeconds(90));
}
