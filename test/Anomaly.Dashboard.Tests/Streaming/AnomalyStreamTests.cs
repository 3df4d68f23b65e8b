using Anomaly.Dashboard.Api.Anomalies;
using Anomaly.Dashboard.Tests.Front;
using Anomaly.Dashboard.Tests.Rest;
using Anomaly.Grains.Interfaces.Anomalies;
using Anomaly.Storage.Anomalies;

namespace Anomaly.Dashboard.Tests.Streaming;

[Collection(WebFrontCollection.Name)]
public sealed class AnomalyStreamTests(WebFrontFixture front)
{
    [Fact]
    public async Task Stream_LiveThenDurable_TellsTwiceWithOneId()
    {
        var record = Samples.Anomaly("stream live/<b>ü</b>\n");
        await using var stream = await EventStream.OpenAsync(front, Query(record.MetricName));

        await front.PublishAsync(durable: false, record);
        var live = await stream.NextAsync();
        await front.PublishAsync(durable: true, record);
        var confirmed = await stream.NextAsync();

        Assert.Equal((record.Id, false), (live.AnomalyId, live.Durable));
        Assert.Null(live.Id);
        Assert.Equal((record.Id, true), (confirmed.AnomalyId, confirmed.Durable));
        Assert.Equal(CursorText.Of(new AnomalyCursor(record.DetectedAt, record.Id)), confirmed.Id);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Stream_Reconnect_CatchesUpOldestFirstThenGoesLive(bool byHeader)
    {
        var series = $"stream reconnect {byHeader}";
        var records = Enumerable.Range(0, 1200).Select(i => Samples.Anomaly(series, Samples.Noon.AddSeconds(i))).ToArray();
        front.Store.Add(records);
        var last = CursorText.Of(new AnomalyCursor(records[100].DetectedAt, records[100].Id));

        await using var stream = byHeader
            ? await EventStream.OpenAsync(front, Query(series), last)
            : await EventStream.OpenAsync(front, Query(series) + "&last_event_id=" + last);
        var live = Samples.Anomaly(series, Samples.Noon.AddHours(1));
        await front.PublishAsync(durable: true, live);

        var seen = new List<Guid>();
        while (seen.Count == 0 || seen[^1] != live.Id)
        {
            var next = await stream.NextAsync();
            Assert.True(next.Durable);
            seen.Add(next.AnomalyId);
        }

        // A minute of overlap, then everything to the end, in order.
        Assert.Equal(records.Skip(40).Select(record => record.Id).Append(live.Id), seen.SkipWhile(id => id != records[40].Id));
        Assert.Equal(records[40].Id, seen[0]);
    }

    [Fact]
    public async Task Stream_FirstConnection_GivesAnIdToCatchUpFrom()
    {
        await using var stream = await EventStream.OpenAsync(front, Query("stream first"));

        Assert.True(CursorText.TryParse(stream.FirstId, out var cursor));
        Assert.Equal(TimeProvider.System.GetUtcNow().UtcDateTime, cursor.DetectedAt.UtcDateTime, TimeSpan.FromMinutes(1));
    }

    [Fact]
    public async Task Stream_Filters_PassOnlyWhatAgrees()
    {
        const string Series = "stream filters";
        await using var stream = await EventStream.OpenAsync(front, Query(Series) + "&severity=critical&method=moving_average&status=new");
        var hit = Samples.Anomaly(Series, severity: AnomalySeverity.Critical);

        await front.PublishAsync(
            durable: false,
            Samples.Anomaly("another", severity: AnomalySeverity.Critical),
            Samples.Anomaly(Series, severity: AnomalySeverity.Info),
            Samples.Anomaly(Series, severity: AnomalySeverity.Critical, method: "isolation_forest"),
            Samples.Anomaly(Series, severity: AnomalySeverity.Critical, status: AnomalyStatus.Expected),
            hit);

        Assert.Equal(hit.Id, (await stream.NextAsync()).AnomalyId);
    }

    [Fact]
    public async Task Stream_NothingHappens_SendsHeartbeats()
    {
        await using var stream = await EventStream.OpenAsync(front, Query("stream idle"));

        Assert.Equal("heartbeat", (await stream.BlockAsync()).Comment);
        Assert.Equal("heartbeat", (await stream.BlockAsync()).Comment);
    }

    [Fact]
    public async Task Stream_ClientTooSlow_LosesNoDurableEvent()
    {
        const string Series = "stream slow";
        await using var stream = await EventStream.OpenAsync(front, Query(Series));
        var now = TimeProvider.System.GetUtcNow();
        var records = Enumerable.Range(0, 20_000).Select(i => Samples.Anomaly(Series, now.AddMilliseconds(i)) with { Reason = new string('x', 500) }).ToArray();

        // Nobody reads meanwhile: the connection's buffers and the listener's share fill up. Another listener tells that all was offered.
        using var witness = front.Live.Subscribe(records.Length * 2, record => record.MetricName == Series);
        foreach (var batch in records.Chunk(1000))
        {
            await front.PublishAsync(durable: false, batch);
            await front.PublishAsync(durable: true, batch);
            for (var told = 0; told < batch.Length * 2; told++)
                await witness.Events.ReadAsync(Http.End);
        }

        var durable = new HashSet<Guid>();
        while (durable.Count < records.Length)
        {
            var next = await stream.NextAsync();
            if (next.Durable)
                durable.Add(next.AnomalyId);
        }

        Assert.Equal(records.Length, durable.Count);
    }

    private static string Query(string series) => "?series=" + Uri.EscapeDataString(series);
}
