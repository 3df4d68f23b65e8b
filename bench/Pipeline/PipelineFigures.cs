using System.Text.Json.Nodes;
using Anomaly.Bench.Reporting;

namespace Anomaly.Bench.Pipeline;

/// <summary>The figures of the runs of one number of series and silos: medians, with the lowest and the highest of those that are compared.</summary>
internal static class PipelineFigures
{
    private const double Micro = 1e6;

    public static JsonObject Of(IReadOnlyList<PipelineRun> runs, int series)
    {
        double[] Each(Func<PipelineRun, double> figure) => [.. runs.Select(figure)];
        return new JsonObject()
            .Spread("ratio", Each(run => run.Ratio))
            .Spread("samples_per_second", Each(run => run.Window.SamplesPerSecond))
            .Spread("raw_per_second", Each(run => run.RawPerSecond))
            .Middle("window_seconds", Each(run => run.Window.Seconds))
            .Middle("allocated_bytes_per_sample", Each(run => run.Window.AllocatedBytesPerSample))
            .Middle("gc_pause_share", Each(run => run.Window.PauseShare))
            .Middle("gen0_collections", Each(run => run.Window.Collections(0)))
            .Middle("gen1_collections", Each(run => run.Window.Collections(1)))
            .Middle("gen2_collections", Each(run => run.Window.Collections(2)))
            .Middle("calls_per_sample", Each(run => run.Window.CallsPerSample))
            .Middle("silo_cpu_seconds", Each(run => run.Window.Cpu.Silo))
            .Middle("database_cpu_seconds", Each(run => run.Window.Cpu.Database))
            .Middle("broker_cpu_seconds", Each(run => run.Window.Cpu.Broker))
            .Spread("silo_cpu_us_per_sample", Each(run => Micro * run.Window.Cpu.Silo / run.Window.Samples))
            .Middle("database_cpu_us_per_sample", Each(run => Micro * run.Window.Cpu.Database / run.Window.Samples))
            .Middle("broker_cpu_us_per_sample", Each(run => Micro * run.Window.Cpu.Broker / run.Window.Samples))
            .Middle("working_set_bytes", Each(run => run.WorkingSet))
            .Middle("heap_after_collection_bytes", Each(run => run.Heap))
            .Middle("database_bytes_per_series", Each(run => (double)run.Database.SeriesBytes / series))
            .Middle("database_bytes_per_anomaly", Each(run => (double)run.Database.AnomalyBytes / Math.Max(1, run.Database.Anomalies)))
            .Middle("anomalies", Each(run => run.Database.Anomalies));
    }
}
