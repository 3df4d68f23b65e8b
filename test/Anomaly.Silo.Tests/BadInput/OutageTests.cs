using System.Diagnostics;
using System.Text;
using System.Text.Json;
using Anomaly.Silo.Tests.Durability;

namespace Anomaly.Silo.Tests.BadInput;

/// <summary>A broker or a database that goes away and comes back: nothing is lost, nothing is doubled.</summary>
[Collection(nameof(OnRealSilo))]
public sealed class OutageTests(RealSilo real)
{
    [Fact]
    public async Task Broker_GoesAndComesBack_WhatIsSentAfterItIsTaken_AndRequestsMeanwhileAre503()
    {
        var cancellationToken = TestContext.Current.CancellationToken;
        var (before, after) = (new Load(series: 10, samplesEach: 100, seed: 71), new Load(series: 10, samplesEach: 100, seed: 72));
        await before.SendAsync(real.Client, RealSilo.Topic, keyed: true, cancellationToken);
        await real.Kafka.StopBrokerAsync();
        try
        {
            using var content = new ByteArrayContent(Encoding.UTF8.GetBytes("""{"series":"rest.away","timestamp":1760000000,"value":1}"""));
            using var response = await real.Silo.Web.PostAsync(new Uri("/api/v1/samples", UriKind.Relative), content, cancellationToken);
            Assert.Equal(503, (int)response.StatusCode);
            Assert.True(response.Headers.RetryAfter?.Delta > TimeSpan.Zero);
            Assert.Equal("application/problem+json", response.Content.Headers.ContentType?.MediaType);
            using var problem = JsonDocument.Parse(await response.Content.ReadAsStringAsync(cancellationToken));
            Assert.Equal("The broker does not take records now; send the samples again.", problem.RootElement.GetProperty("detail").GetString());
        }
        finally
        {
            await real.Kafka.StartBrokerAsync(CancellationToken.None);
        }

        await after.SendAsync(real.Client, RealSilo.Topic, keyed: true, cancellationToken);
        await real.AssertAnomaliesAsync(before, 71);
        await real.AssertAnomaliesAsync(after, 72);
        // What was refused must not come after all: its sender was told to send it again.
        Assert.Equal(0, await AnomalyTable.ScalarAsync(real.Connection, "SELECT count(*) FROM anomaly.series WHERE series_id = 'rest.away'", cancellationToken));
        await real.ReadyAsync(true, "");
    }

    [Fact]
    public async Task Database_GoesAndComesBack_WhatIsSentMeanwhileBecomesAnomalies()
    {
        var cancellationToken = TestContext.Current.CancellationToken;
        var load = new Load(series: 10, samplesEach: 200, seed: 73);
        await real.ReadyAsync(true, "");
        var sending = load.SendAsync(real.Client, RealSilo.Topic, keyed: true, 0, load.Rounds, TimeSpan.FromMilliseconds(15), cancellationToken);
        await Task.Delay(TimeSpan.FromMilliseconds(500), cancellationToken); // in mid-load
        await real.Postgres.StopAsync(crash: true);
        try
        {
            await real.ReadyAsync(false, "the database is away");
            await sending;
        }
        finally
        {
            await real.Postgres.StartAsync();
        }

        var back = Stopwatch.GetTimestamp();
        await real.ReadyAsync(true, "");
        await real.AssertAnomaliesAsync(load, 73);
        Assert.True(Stopwatch.GetElapsedTime(back) < TimeSpan.FromSeconds(30), "the partitions went on soon");
    }
}
