using System.Diagnostics;
using System.Globalization;
using Anomaly.Storage.Tests.Backends;
using Anomaly.Storage.Tests.Contracts;
using Anomaly.Testing.Postgres;

namespace Anomaly.Storage.Tests.Postgres;

/// <summary>What incidents cost. The figures in docs/incidents.md are this output.</summary>
public sealed class IncidentCostTests(PostgresServer server, ITestOutputHelper output) : IncidentContract(new PostgresBackend(server))
{
    // As a storm leaves them: a minute of event time, each series with many.
    private static string Storm(int series) => string.Create(CultureInfo.InvariantCulture, $$"""
        insert into anomalies (id, metric_name, labels, "timestamp", detected_at, value, threshold, detection_method, anomaly_score,
          severity, direction, reason, context, config, source_topic, source_epoch, source_partition, source_offset, source_index)
        select
          (lpad(to_hex((extract(epoch from at) * 1000)::bigint), 12, '0') || '7' || substr(md5(n::text), 1, 3) || '8' || substr(md5(n::text), 4, 15))::uuid,
          'series.' || n % {{series}}, '{"host":"web-1"}', at, at + interval '200 milliseconds', 97.2, 20, 'ensemble', n % 10,
          (array['info', 'warning', 'critical'])[1 + n % 3], 'above', 'far out', '{}', '{}', 'metrics', 1, n % 4, n, 0
        from (select n, timestamptz '2026-11-22 10:00:00Z' + n * interval '0.6 milliseconds' as at from generate_series(1, 100000) as n) as storm
        """);

    [Theory]
    [InlineData(10, 1)]
    [InlineData(1000, 1)]
    [InlineData(1000, 2)]
    [InlineData(20_000, 1)]
    public async Task Storm_Of100000Anomalies_IsFoldedWithinTheMinuteAndTellsOfEachIncidentOnce(int series, int workers)
    {
        await Storage.SqlAsync(Storm(series));
        await Storage.SqlAsync("analyze");
        var batches = 0;

        var started = Stopwatch.GetTimestamp();
        await Task.WhenAll(Enumerable.Range(0, workers).Select(async _ =>
        {
            while ((await Storage.Inbox.MeasureAsync(Token)).Rows > 0)
            {
                if ((await TakeAsync()).Counted > 0)
                    Interlocked.Increment(ref batches);
                else
                    await Task.Delay(20, Token);
            }
        }));
        var seconds = Stopwatch.GetElapsedTime(started).TotalSeconds;

        var changes = await Storage.SqlAsync("select count(*) from incident_changes");
        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{series} series, {workers} at work: {seconds:0.0} s, {batches} batches, {changes} changes"));
        Assert.Equal((long)series, changes);
        Assert.Equal((long)series, await Storage.SqlAsync("select count(*) from incidents"));
        Assert.Equal(100_000L, await Storage.SqlAsync("select sum(anomaly_count)::bigint from incidents"));
        Assert.Equal(0L, await Storage.SqlAsync("select count(*) from anomalies where incident_id is null"));
        Assert.True(seconds < 60, $"it took {seconds} s");
    }

    [Fact]
    public async Task Flush_Of5000Anomalies_CostsLittleMoreWithTheInbox()
    {
        var fence = await ClaimAsync();
        var times = new Dictionary<string, List<double>> { ["disable"] = [], ["enable"] = [] };
        for (var round = 0; round < 24; round++)
        {
            // In turn, and which goes first in turn, for the table grows.
            foreach (var trigger in round % 2 == 0 ? new[] { "disable", "enable" } : ["enable", "disable"])
            {
                await Storage.SqlAsync($"alter table anomalies {trigger} trigger anomalies_enter_inbox");
                var offset = ((round * 2) + (trigger == "enable" ? 1 : 0)) * 5000;
                var anomalies = Enumerable.Range(1, 5000).Select(i => An("cpu" + (i % 100), offset + i, i)).ToArray();
                var started = Stopwatch.GetTimestamp();
                Assert.Equal(5000, (await Storage.Partitions.FlushAsync(fence, [], anomalies, Token)).Anomalies);
                if (round >= 4)
                    times[trigger].Add(Stopwatch.GetElapsedTime(started).TotalMilliseconds);
            }
        }

        var (without, with) = (Median(times["disable"]), Median(times["enable"]));
        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"a flush of 5000 anomalies: {without:0} ms without the inbox, {with:0} ms with it, {with / without:0.00} times"));
        Assert.Equal(24 * 5000, (await Storage.Inbox.MeasureAsync(Token)).Rows);
        Assert.True(with < without * 2, $"{with} ms against {without} ms");
    }

    private static double Median(List<double> times) => times.Order().ElementAt(times.Count / 2);
}
