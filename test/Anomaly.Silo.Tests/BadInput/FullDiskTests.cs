using Anomaly.Silo.Tests.Durability;
using Anomaly.Silo.Tests.Servers;
using Anomaly.Silo.Tests.Settings;

namespace Anomaly.Silo.Tests.BadInput;

/// <summary>A disk without room.</summary>
public sealed class FullDiskTests
{
    [Fact]
    public async Task Start_DiskFull_EndsWithOneLineThatNamesTheFolder()
    {
        using var folder = new TempFolder();
        using var disk = SmallDisk.Mount(megabytes: 1);
        disk.Fill();
        var line = (await RefusedStart.RunAsync(folder, [new("Storage__Path", disk.Path)])).TheLine();
        Assert.StartsWith($"Storage:Path is '{disk.Path}', which cannot be written to (", line, StringComparison.Ordinal);
        Assert.Contains("No space left on device", line, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Disk_FullInMidRun_ThePartitionsWait_AndLoseNothingOnceThereIsRoom()
    {
        var cancellationToken = TestContext.Current.CancellationToken;
        using var folder = new TempFolder();
        using var disk = SmallDisk.Mount(megabytes: 32);
        var settings = ExactLevels.WithAllMethods(("Storage__Path", disk.Path), ("Storage__CheckpointInterval", "00:00:01"));
        // So many series that their rows do not fit into pages that the files have already.
        var load = new Load(series: 600, samplesEach: 25, seed: 74);
        await using var silo = await RealServers.StartSiloAsync(folder, settings);
        await Until.AnswersAsync(() => silo.GetAsync("/readyz"), answer => answer.Status == 200, "the silo was ready");
        var client = new Dictionary<string, string> { ["bootstrap.servers"] = (await File.ReadAllTextAsync(Path.Combine(disk.Path, "kafka.address"), cancellationToken)).Trim() };
        disk.Fill();

        await load.SendAsync(client, "metrics", keyed: true, cancellationToken);
        await Until.AnswersAsync(
            () => silo.GetAsync("/readyz"),
            answer => answer.Status == 503 && answer.Body.Contains("database or disk is full", StringComparison.Ordinal), $"/readyz said that the disk is full; the silo says:\n{silo.Output}");
        await Until.AnswersAsync(() => silo.MetricAsync("worker_up", cancellationToken), up => up == 0, "worker_up was 0");
        disk.MakeRoom();

        var expected = SequentialFold.Anomalies(load.Samples()).Order(StringComparer.Ordinal).ToArray();
        Assert.NotEmpty(expected);
        await Until.AnswersAsync(() => AnomaliesAsync(silo), found => found.Length >= expected.Length, $"{expected.Length} anomalies were saved; the silo says:\n{silo.Output}");
        await Until.AnswersAsync(() => silo.GetAsync("/readyz"), answer => answer.Status == 200, "the silo was ready again");
        Assert.Equal(expected, await AnomaliesAsync(silo));
        Assert.Equal(0, await silo.MetricAsync("anomaly_conflicts_total", cancellationToken));
    }

    private static async Task<string[]> AnomaliesAsync(Anomaly.Testing.Processes.SiloProcess silo)
    {
        var found = new List<string>();
        for (var address = "/anomalies?limit=1000"; address is not null;)
        {
            using var response = await silo.Web.GetAsync(new Uri(address, UriKind.Relative), TestContext.Current.CancellationToken);
            using var page = System.Text.Json.JsonDocument.Parse(await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
            found.AddRange(page.RootElement.EnumerateArray().Select(anomaly => SequentialFold.Line(
                anomaly.GetProperty("metric_name").GetString()!,
                anomaly.GetProperty("detection_method").GetString()!,
                anomaly.GetProperty("timestamp").GetDateTimeOffset().ToUnixTimeMilliseconds(),
                anomaly.GetProperty("anomaly_score").GetDouble())));
            address = response.Headers.TryGetValues("Link", out var links) ? links.Single().Split('<', '>')[1] : null;
        }

        return [.. found.Order(StringComparer.Ordinal)];
    }
}
