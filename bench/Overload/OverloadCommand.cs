using System.Diagnostics;
using System.Globalization;
using System.Text.Json.Nodes;
using Anomaly.Bench.Reporting;
using Anomaly.Bench.Servers;

namespace Anomaly.Bench.Overload;

/// <summary>More than a silo can process, for minutes: what its memory, its backlog and its answers do meanwhile, and that all is processed once afterwards.</summary>
internal static class OverloadCommand
{
    private const int Partitions = 4;
    private const int Times = 3;
    private const string Topic = "bench-overload";
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Told = TimeSpan.FromSeconds(15);

    public static async Task RunAsync(CommandOptions options)
    {
        var report = new Report(options);
        var arguments = OverloadArguments.Parse(options);
        await using var servers = await BenchServers.StartAsync();
        var parameters = new JsonObject { ["series"] = arguments.Series, ["rate"] = arguments.Rate, ["seconds"] = arguments.Seconds, ["producers"] = arguments.Producers, ["database_fsync"] = true };
        var figures = new JsonObject();
        if (arguments.Rate is null)
            figures["capacity_per_second"] = Figures.Round(await Capacity.MeasureAsync(servers, arguments.Series, Partitions));
        var rate = arguments.Rate ?? Times * figures["capacity_per_second"]!.GetValue<double>();
        figures["sent_per_second_intended"] = rate;
        foreach (var (name, value) in (await RunAsync(servers, arguments, rate)).ToFigures())
            figures[name] = value?.DeepClone();
        report.Add("overload", parameters, figures);
        report.Print();
    }

    private static async Task<OverloadRun> RunAsync(BenchServers servers, OverloadArguments arguments, double rate)
    {
        await servers.CreateTopicAsync(Topic, Partitions);
        var settings = await servers.SettingsAsync(Topic, web: true);
        await using var silos = await BenchSilos.StartAsync(servers, settings);
        await using var page = await RequestLoop.StartAsync(silos.First.Web, "/ui");
        await using var list = await RequestLoop.StartAsync(silos.First.Web, "/api/v1/series?limit=10");
        var readings = await OverloadAsync(servers, silos, arguments, rate);
        await Task.WhenAll(page.EndAsync(), list.EndAsync());

        var ends = LogEnds.Of(servers.Kafka.BootstrapServers, Topic, Partitions);
        var (told, moved) = (readings[^1], readings[^1]);
        var drained = await silos.WaitAsync(reading =>
        {
            if (reading.SecondsSince(told) > Told.TotalSeconds)
                Tell(told = reading);
            moved = reading.Processed > moved.Processed ? reading : moved;
            return reading.Processed >= ends.Sum() || (reading.Lag == 0 && reading.SecondsSince(moved) > Told.TotalSeconds); // the second: samples are lost
        });
        Tell(drained);
        await silos.StopAsync();
        return new OverloadRun { Readings = readings, Drained = drained, Page = page, List = list, Ends = ends, Saved = await Saved.ReadAsync(settings["POSTGRES_CONNECTION"]) };
    }

    private static async Task<IReadOnlyList<SiloReading>> OverloadAsync(BenchServers servers, BenchSilos silos, OverloadArguments arguments, double rate)
    {
        var each = Math.Max(1, arguments.Series / arguments.Producers);
        var producers = Enumerable.Range(1, arguments.Producers).Select(number => ProducerProcess.Start(
            servers.Kafka, Topic, "--prefix", $"load-{number}", "--anomaly-rate", "0.001", "--series", ProducerProcess.Text(each), "--rate", ProducerProcess.Text(rate / arguments.Producers / each))).ToList();
        try
        {
            var readings = new List<SiloReading> { await silos.ReadAsync() };
            for (var told = readings[0]; Stopwatch.GetElapsedTime(readings[0].At).TotalSeconds < arguments.Seconds;)
            {
                await BenchSilos.NextLookAsync(readings[^1], Interval);
                readings.Add(await silos.ReadAsync());
                if (readings[^1].SecondsSince(told) > Told.TotalSeconds)
                    Tell(told = readings[^1]);
            }

            await Task.WhenAll(producers.Select(producer => producer.StopAsync()));
            readings.Add(await silos.ReadAsync());
            return readings;
        }
        finally
        {
            foreach (var producer in producers)
                await producer.DisposeAsync();
        }
    }

    private static void Tell(SiloReading reading) => Console.WriteLine(string.Create(
        CultureInfo.InvariantCulture, $"  {reading.Processed:N0} samples, lag {reading.Lag:N0}, {reading.WorkingSet >> 20} MB"));
}
