using System.Text.Json.Nodes;
using Anomaly.Bench.Reporting;
using Anomaly.Bench.Servers;

namespace Anomaly.Bench.Latency;

/// <summary>From the sending of a sample until a client of the stream has its anomaly, at a steady rate: from the live feed, and once it is in the database.</summary>
internal static class LatencyCommand
{
    private const int Partitions = 4;
    private const int Settling = 5; // seconds after the start of live sending that are not counted
    private const string Topic = "bench-latency";
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(1);

    public static async Task RunAsync(CommandOptions options)
    {
        var report = new Report(options);
        var (rate, series, seconds, warmUp) = (options.Number("--rate", 100_000), options.Number("--series", 10_000), options.Number("--seconds", 30), options.Number("--warm-up", 200));
        options.End();
        await using var servers = await BenchServers.StartAsync();
        await servers.CreateTopicAsync(Topic, Partitions);
        await using var silos = await BenchSilos.StartAsync(servers, await servers.SettingsAsync(Topic, web: true));
        await using var sender = SenderProcess.Start(new(servers.Kafka.BootstrapServers, Topic, series, rate, warmUp, seconds + Settling));
        await sender.WarmAsync();
        var warm = await silos.WaitAsync(reading => reading.Processed >= (long)series * warmUp);
        await using var listener = await AnomalyListener.OpenAsync(silos.First.Web);
        var counted = TimeProvider.System.GetUtcNow().AddSeconds(Settling);
        await sender.GoAsync();

        var end = sender.EndAsync();
        List<SiloReading> readings = [warm];
        while (!end.IsCompleted)
        {
            await BenchSilos.NextLookAsync(readings[^1], Interval);
            readings.Add(await silos.ReadAsync());
        }

        var (sent, slowest) = await end;
        var processed = await silos.WaitAsync(reading => reading.Processed >= warm.Processed + sent);
        await silos.WaitAsync(reading => new Checkpoints(processed, reading).Count >= 2 * Partitions); // all is saved, and told
        var arrivals = (await listener.EndAsync()).Where(arrival => arrival.Timestamp >= counted).DistinctBy(arrival => (arrival.Id, arrival.Durable)).ToList();
        await silos.StopAsync();
        if (readings[^1].Lag > rate)
            Console.WriteLine("  The silo did not keep up with this rate: the times are those of its backlog.");
        report.Add(
            "latency",
            new JsonObject { ["rate"] = rate, ["series"] = series, ["seconds"] = seconds, ["warm_up"] = warmUp, ["anomaly_rate"] = 0.001, ["database_fsync"] = true },
            Of(arrivals, readings, sent / (double)(seconds + Settling), slowest));
        report.Print();
    }

    private static JsonObject Of(List<Arrival> arrivals, List<SiloReading> readings, double sentPerSecond, double slowest)
    {
        var figures = new JsonObject()
            .Percentiles("live", "ms", arrivals.Where(arrival => !arrival.Durable).Select(arrival => arrival.Milliseconds))
            .Percentiles("durable", "ms", arrivals.Where(arrival => arrival.Durable).Select(arrival => arrival.Milliseconds));
        foreach (var method in arrivals.Where(arrival => !arrival.Durable).GroupBy(arrival => arrival.Method))
            figures.Percentiles($"live_{method.Key}", "ms", method.Select(arrival => arrival.Milliseconds));
        figures["sent_per_second"] = Figures.Round(sentPerSecond);
        figures["sender_slowest_hand_over_ms"] = Figures.Round(slowest);
        figures["lag_highest"] = readings.Skip(Settling).Max(reading => reading.Lag);
        figures["lag_end"] = readings[^1].Lag;
        figures["silo_processors_used"] = Figures.Round((readings[^1].Cpu - readings[0].Cpu).Silo / readings[^1].SecondsSince(readings[0]));
        return figures;
    }
}
