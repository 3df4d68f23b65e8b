using Anomaly.Bench.Pipeline;
using Anomaly.Bench.Servers;

namespace Anomaly.Bench.Overload;

/// <summary>What a silo processes a second of a log that lies there, in some twenty seconds.</summary>
internal static class Capacity
{
    private const string Topic = "bench-capacity";
    private const int Records = 4_000_000;

    public static async Task<double> MeasureAsync(BenchServers servers, int series, int partitions)
    {
        await servers.CreateTopicAsync(Topic, partitions);
        await ProducerProcess.FillAsync(servers.Kafka, Topic, series, Records, anomalyRate: 0.001);
        await using var silos = await BenchSilos.StartAsync(servers, await servers.SettingsAsync(Topic, web: true));
        var window = await PipelineWindow.MeasureAsync(silos, new(series, Records, partitions, 1, [1]), 1);
        await silos.StopAsync();
        await servers.DeleteTopicAsync(Topic);
        return window.SamplesPerSecond;
    }
}
