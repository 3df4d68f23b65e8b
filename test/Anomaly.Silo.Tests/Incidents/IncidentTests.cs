using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using Anomaly.Silo.Tests.Cluster;
using Anomaly.Silo.Tests.Durability;
using Anomaly.Silo.Tests.Servers;

namespace Anomaly.Silo.Tests.Incidents;

/// <summary>From samples to incidents, on whole programs.</summary>
public sealed class IncidentTests(RealServers servers, ITestOutputHelper output)
{
    private const int Partitions = 4;

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Kill_OneOfTwoSilosInMidLoad_EachAnomalyIsInOneIncidentOnce()
    {
        // What is to be told stays where it can be counted.
        await using var cluster = await SiloCluster.CreateAsync(servers, "incidents", Partitions, ("Notifications__Enabled", "false"));
        await cluster.StartAsync("a", "b");
        await cluster.SpreadAsync();
        // Of now: an anomaly of long ago makes no incident fire.
        var load = new Load(series: 60, samplesEach: 400, seed: 21, start: TimeProvider.System.GetUtcNow().AddMinutes(-5).ToUnixTimeMilliseconds());
        var sending = load.SendAsync(cluster.KafkaClient, cluster.Topic, keyed: true, 0, load.Rounds, TimeSpan.FromMilliseconds(15), Stop);
        await Until.AnswersAsync(() => CountAsync(cluster, "anomalies where incident_id is not null"), count => count > 200, "anomalies are in incidents");
        await cluster.KillAsync("b");
        await sending;
        await cluster.CaughtUpAsync();
        await Until.AnswersAsync(() => CountAsync(cluster, "incident_inbox"), count => count == 0, "the inbox is empty");

        await cluster.AssertFoldAsync(load);
        var anomalies = await CountAsync(cluster, "anomalies");
        Assert.Equal(anomalies, await CountAsync(cluster, "anomalies where incident_id is not null"));
        Assert.Equal(anomalies, await SumAsync(cluster, "incidents"));
        Assert.Equal(anomalies, await SumAsync(cluster, "incident_series"));
        Assert.Equal(0, await CountAsync(cluster, "incidents as i where anomaly_count <> (select count(*) from anomaly.anomalies as a where a.incident_id = i.id)"));
        Assert.Equal(60, await CountAsync(cluster, "incidents where status = 'firing'"));
        Assert.Equal(await CountAsync(cluster, "incidents"), await CountAsync(cluster, "incident_changes"));
        output.WriteLine($"{anomalies} anomalies in {await CountAsync(cluster, "incidents")} incidents");
        await Until.AnswersAsync(() => cluster.Silos["a"].MetricAsync("incidents_open", Stop), open => open == 60, "the gauge shows what fires");
        await Until.AnswersAsync(() => cluster.Silos["a"].MetricAsync("incident_inbox_rows", Stop), rows => rows == 0, "and that the inbox is empty");
    }

    [Fact]
    public async Task Anomaly_OnceItIsDurable_IsInAnIncidentAtOnceWhichNormalSamplesResolve()
    {
        using var folder = new TempFolder();
        await using var silo = await RealServers.StartSiloAsync(folder, ExactLevels.Alone(("Notifications__Incidents__NormalSamples", "5"), ("Storage__CheckpointInterval", "00:00:00.300")));
        await silo.PostSamplesAsync(Samples(0, 10, 10, 10, 10, 100));
        await Until.AnswersAsync(() => silo.GetListAsync("/anomalies?series=spiky"), list => list.Length == 1, "the anomaly is durable");
        var durable = Stopwatch.GetTimestamp();
        var incident = (await Until.AnswersAsync(() => silo.GetListAsync("/api/v1/incidents?series=spiky"), list => list.Length == 1, "it is in an incident"))[0];
        output.WriteLine($"{Stopwatch.GetElapsedTime(durable).TotalMilliseconds:0} ms after the anomaly was seen");
        Assert.Equal(("firing", 1), (incident.GetProperty("status").GetString(), incident.GetProperty("anomaly_count").GetInt32()));
        var id = incident.GetProperty("id").GetString();
        Assert.Equal(id, (await silo.GetListAsync("/anomalies?incident=" + id))[0].GetProperty("incident_id").GetString());

        await silo.PostSamplesAsync(Samples(5, 10, 10, 10, 10, 10, 10));

        var over = (await Until.AnswersAsync(
            () => silo.GetListAsync("/api/v1/incidents?series=spiky&status=resolved"), list => list.Length == 1, "it is resolved"))[0];
        Assert.Equal((id, "normal"), (over.GetProperty("id").GetString(), over.GetProperty("resolved_by").GetString()));
    }

    private static string Samples(int from, params double[] values)
    {
        var start = TimeProvider.System.GetUtcNow().AddSeconds(-30).ToUnixTimeMilliseconds();
        return JsonSerializer.Serialize(values.Select((value, i) => new { series = "spiky", timestamp = start + ((from + i) * 1000), value }));
    }

    private static Task<long> CountAsync(SiloCluster cluster, string what) =>
        AnomalyTable.ScalarAsync(cluster.Database, string.Create(CultureInfo.InvariantCulture, $"select count(*) from anomaly.{what}"), Stop);

    private static Task<long> SumAsync(SiloCluster cluster, string table) =>
        AnomalyTable.ScalarAsync(cluster.Database, string.Create(CultureInfo.InvariantCulture, $"select coalesce(sum(anomaly_count), 0) from anomaly.{table}"), Stop);
}
