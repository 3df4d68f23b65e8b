using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using Anomaly.Silo.Tests.Servers;

namespace Anomaly.Silo.Tests.Standalone;

/// <summary>The program without settings: the broker inside the process, SQLite, demo input.</summary>
public sealed class StandaloneTests
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Start_WithoutSettings_ShowsAnomaliesOfLiveSeriesAndKnowsThemAfterARestart()
    {
        using var folder = new TempFolder();
        string[] ids;
        JsonElement series;
        await using (var first = await RealServers.StartSiloAsync(folder, new Dictionary<string, string>()))
        {
            Assert.Contains("Dashboard", first.Output, StringComparison.Ordinal);
            var anomalies = await Until.AnswersAsync(() => first.GetListAsync("/anomalies"), list => list.Length > 0, "the demo's input gave an anomaly");
            Assert.All(anomalies, anomaly =>
            {
                Assert.True(anomaly.GetProperty("context").EnumerateObject().Any());
                Assert.True(anomaly.GetProperty("config").EnumerateObject().Any());
                Assert.NotEqual("", anomaly.GetProperty("reason").GetString());
            });
            var all = await Until.AnswersAsync(
                () => first.GetListAsync("/api/v1/series?state=active&limit=1000"),
                list => list.Any(each => Id(each).StartsWith("host.", StringComparison.Ordinal)) && list.Any(each => Id(each).StartsWith("demo.", StringComparison.Ordinal)),
                "the machine's and the simulated series are warm");
            var took = await first.StopAsync();
            Assert.True(took < TimeSpan.FromSeconds(5), $"leaving took {took}");
            ids = [.. anomalies.Select(Id)];
            series = all[0];
        }

        await using var second = await RealServers.StartSiloAsync(folder, new Dictionary<string, string> { ["Kafka__Demo"] = "false" });
        var known = (await second.GetListAsync("/anomalies?limit=1000")).Select(Id).ToArray();
        Assert.All(ids, id => Assert.Contains(id, known));
        var (status, body) = await second.GetAsync("/api/v1/series/" + Uri.EscapeDataString(Id(series)));
        Assert.Equal(200, status);
        using var one = JsonDocument.Parse(body);
        Assert.Equal("active", one.RootElement.GetProperty("state").GetString());
        Assert.True(one.RootElement.GetProperty("points").GetArrayLength() >= 20, "the recent points came through the restart");
    }

    [Fact]
    public async Task Kcat_RecordsToThePrintedAddress_AreProcessedWithAndWithoutAKey()
    {
        using var folder = new TempFolder();
        await using var silo = await RealServers.StartSiloAsync(folder, ExactLevels.Alone());
        var address = (await File.ReadAllTextAsync(Path.Combine(folder.Path, "data", "kafka.address"), Stop)).Trim();
        Assert.Contains(address, silo.Output, StringComparison.Ordinal);
        var records = string.Concat(Enumerable.Range(0, 30).Select(i => string.Create(CultureInfo.InvariantCulture, $$"""{"series":"kcat.load","value":{{(i == 29 ? 90 : 10)}}}{{'\n'}}""")));
        await RunAsync("kcat", records, "-P", "-b", address, "-t", "metrics", "-k", "kcat.load");
        await Until.AnswersAsync(() => silo.GetListAsync("/anomalies?series=kcat.load&method=moving_average"), list => list.Length == 1, "the spike sent by kcat is an anomaly");

        await RunAsync("kcat", records.Replace("kcat.load", "kcat.keyless", StringComparison.Ordinal), "-P", "-b", address, "-t", "metrics");
        await Until.AnswersAsync(
            () => silo.GetAsync("/api/v1/series/kcat.keyless"),
            answer => answer.Status == 200 && answer.Body.Contains("\"state\":\"active\"", StringComparison.Ordinal),
            "the series whose records had no key is warm");
    }

    [Fact]
    public async Task Replay_OfRealSeries_YieldsTheirAnomalies()
    {
        using var folder = new TempFolder();
        await using var silo = await RealServers.StartSiloAsync(folder, ExactLevels.Alone());
        // A day of a server's temperature each minute, with a fan that stops.
        var rows = Enumerable.Range(0, 1440).Select(minute => string.Create(
            CultureInfo.InvariantCulture,
            $"{new DateTime(2014, 4, 1).AddMinutes(minute):yyyy-MM-dd HH:mm:ss},{60 + (5 * Math.Sin(minute / 229.0)) + (minute is > 900 and < 905 ? 45 : 0):0.###}"));
        var file = Path.Combine(folder.Path, "temperature.csv");
        await File.WriteAllLinesAsync(file, ["timestamp,value", .. rows], Stop);
        await RunAsync("dotnet", null, folder.Path, RealServers.ProducerProgram, "replay", file);
        await Until.AnswersAsync(
            () => silo.GetListAsync("/anomalies?series=temperature"),
            list => list.Any(anomaly => anomaly.GetProperty("timestamp").GetString()!.StartsWith("2014-04-01T15:0", StringComparison.Ordinal)),
            "the replayed series has an anomaly where the fan stops");
        await Until.AnswersAsync(() => silo.MetricAsync("metrics_processed_total", Stop), count => count == rows.Count(), "each row was applied once");
    }

    private static string Id(JsonElement item) => item.GetProperty("id").GetString()!;

    private static Task RunAsync(string program, string? input, params string[] arguments) =>
        program == "dotnet" ? RunInAsync(arguments[0], program, input, arguments[1..]) : RunInAsync(Path.GetTempPath(), program, input, arguments);

    private static async Task RunInAsync(string folder, string program, string? input, string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo(program, arguments)
        {
            WorkingDirectory = folder,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;
        await process.StandardInput.WriteAsync(input);
        process.StandardInput.Close();
        var output = process.StandardOutput.ReadToEndAsync(Stop);
        var error = await process.StandardError.ReadToEndAsync(Stop);
        await process.WaitForExitAsync(Stop);
        Assert.True(process.ExitCode == 0, $"{program} ended with {process.ExitCode}: {await output}{error}");
    }
}
