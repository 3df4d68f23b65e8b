using System.Diagnostics;
using System.Globalization;
using System.Text.Json.Nodes;
using Anomaly.Bench.Reporting;
using Anomaly.Bench.Servers;

namespace Anomaly.Bench.ColdStart;

/// <summary>How long a silo that was stopped takes until every series has taken a sample again: each one's state is read from the database at its first.</summary>
internal static class ColdStartCommand
{
    private const int Partitions = 4;
    private const string Topic = "bench-cold-start";

    // Twice the same seed and samples: the same series go on, an event time later.
    private static readonly string[] Same = ["--seed", "1", "--warm-up", "0"];

    public static async Task RunAsync(CommandOptions options)
    {
        var report = new Report(options);
        var (series, samples, repeat) = (options.Number("--series", 100_000), options.Number("--samples", 25), options.Number("--repeat", 3));
        options.End();
        await using var servers = await BenchServers.StartAsync();
        await servers.CreateTopicAsync(Topic, Partitions);
        var settings = await servers.SettingsAsync(Topic);
        await FillAsync(servers, series, samples, 0);
        await using (var silos = await BenchSilos.StartAsync(servers, settings))
        {
            await silos.WaitAsync(reading => reading.Processed >= (long)series * samples);
            await silos.StopAsync();
        }

        var starts = new List<ColdStartRun>();
        for (var i = 0; i < repeat; i++)
        {
            await FillAsync(servers, series, 1, samples + i);
            starts.Add(await StartAsync(servers, settings, series));
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"  start {i + 1}: runs after {starts[^1].UntilRuns:0.0} s, {series} series have their sample after {starts[^1].UntilAllTook:0.0} s"));
        }

        report.Add(
            "coldstart",
            new JsonObject { ["series"] = series, ["samples"] = samples, ["repeat"] = repeat, ["database_fsync"] = true },
            new JsonObject()
                .Spread("seconds_from_process_start", [.. starts.Select(start => start.UntilAllTook)])
                .Spread("seconds_from_running", [.. starts.Select(start => start.UntilAllTook - start.UntilRuns)])
                .Spread("seconds_from_partitions_owned", [.. starts.Select(start => start.UntilAllTook - start.UntilOwned)])
                .Spread("seconds_until_running", [.. starts.Select(start => start.UntilRuns)])
                .Middle("series_per_second_from_partitions_owned", starts.Select(start => series / (start.UntilAllTook - start.UntilOwned))));
        report.Print();
    }

    private static async Task<ColdStartRun> StartAsync(BenchServers servers, IReadOnlyDictionary<string, string> settings, int series)
    {
        var started = Stopwatch.GetTimestamp();
        await using var silos = await BenchSilos.StartAsync(servers, settings);
        var runs = Stopwatch.GetElapsedTime(started);
        var owned = await silos.WaitAsync(reading => reading.FewestPartitions == Partitions);
        var all = await silos.WaitAsync(reading => reading.Processed >= series);
        await silos.StopAsync();
        return new(runs.TotalSeconds, Stopwatch.GetElapsedTime(started, owned.At).TotalSeconds, Stopwatch.GetElapsedTime(started, all.At).TotalSeconds);
    }

    private static Task FillAsync(BenchServers servers, int series, int samples, int after)
    {
        var start = DateTimeOffset.UnixEpoch.AddDays(20_000).AddSeconds(after);
        return ProducerProcess.FillAsync(
            servers.Kafka, Topic, series, (long)series * samples, 0, [.. Same, "--start", start.ToString("yyyy-MM-ddTHH:mm:ssZ", CultureInfo.InvariantCulture)]);
    }
}
