using Anomaly.Bench.Servers;

namespace Anomaly.Bench.Pipeline;

/// <summary>The part of a run that counts, from the end of the warm-up on.</summary>
internal sealed record PipelineWindow(SiloReading From, SiloReading To)
{
    public double Samples => To.Processed - From.Processed;

    public double Seconds => To.SecondsSince(From);

    public double SamplesPerSecond => To.RateSince(From);

    public CpuTimes Cpu => To.Cpu - From.Cpu;

    public double AllocatedBytesPerSample => To.Growth(From, "system_runtime_dotnet_gc_heap_total_allocated") / Samples;

    public double PauseShare => To.Growth(From, "system_runtime_dotnet_gc_pause_time") / Seconds;

    public double CallsPerSample => To.Growth(From, "series_calls_total") / Samples;

    public double Collections(int generation) => To.Growth(From, "system_runtime_dotnet_gc_collections", $"gc_heap_generation=\"gen{generation}\"");

    /// <summary>Waits for it. It ends with the last look before the log's end: the next is up to half a second late.</summary>
    /// <exception cref="InvalidOperationException">The log ended in the warm-up.</exception>
    public static async Task<PipelineWindow> MeasureAsync(BenchSilos silos, PipelinePlan plan, int siloCount)
    {
        var from = await silos.WaitAsync(reading =>
            reading.Processed >= plan.WarmUp && (reading.FewestPartitions >= plan.Partitions / siloCount || reading.Processed >= plan.Records));
        if (from.Processed >= plan.Records)
            throw new InvalidOperationException($"The {plan.Records} records ended before every series was met and every silo had its partitions; give more --records.");

        var last = from;
        while (true)
        {
            await BenchSilos.NextLookAsync(last);
            var reading = await silos.ReadAsync();
            if (reading.Processed < plan.Records)
                last = reading;
            else
                return new(from, 2 * (last.Processed - from.Processed) > plan.Records - from.Processed ? last : reading);
        }
    }
}
