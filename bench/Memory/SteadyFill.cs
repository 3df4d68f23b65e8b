using System.Globalization;
using Anomaly.Bench.Servers;

namespace Anomaly.Bench.Memory;

/// <summary>One silo whose series get their samples at a steady rate, as they do in real use, and not as fast as a log can be read.</summary>
internal static class SteadyFill
{
    private const int Partitions = 4;
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(5);

    /// <summary>Fills a silo until each series has its samples, or for so long.</summary>
    public static async Task<MemoryRun> RunAsync(BenchServers servers, int series, int rate, long samples, TimeSpan most)
    {
        var topic = string.Create(CultureInfo.InvariantCulture, $"bench-memory-{series}");
        await servers.CreateTopicAsync(topic, Partitions);
        await using var silos = await BenchSilos.StartAsync(servers, await servers.SettingsAsync(topic));
        await using var producer = ProducerProcess.Start(
            servers.Kafka, topic, "--anomaly-rate", "0", "--series", ProducerProcess.Text(series), "--rate", ProducerProcess.Text((double)rate / series));
        var readings = new List<SiloReading> { await silos.ReadAsync() };
        do
        {
            await BenchSilos.NextLookAsync(readings[^1], Interval);
            readings.Add(await silos.ReadAsync());
            Console.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"  {series} series: {readings[^1].Processed:N0} samples, {readings[^1].RateSince(readings[^2]):N0}/s, lag {readings[^1].Lag:N0}, {readings[^1].WorkingSet >> 20} MB"));
        }
        while (readings[^1].Processed < samples && readings[^1].SecondsSince(readings[0]) < most.TotalSeconds);

        var collected = await silos.CollectAsync(); // while samples still come: what is under way belongs to it
        await producer.StopAsync();
        await silos.StopAsync();
        await servers.DeleteTopicAsync(topic);
        return new MemoryRun(readings, collected);
    }
}
