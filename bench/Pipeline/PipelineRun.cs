namespace Anomaly.Bench.Pipeline;

/// <summary>A run of the full pipeline, with the plain consumers beside it.</summary>
internal sealed record PipelineRun
{
    public required int Silos { get; init; }

    public required PipelineWindow Window { get; init; }

    /// <summary>What the plain consumers read a second: the mean of before and after.</summary>
    public required double RawPerSecond { get; init; }

    /// <summary>The silos' memory at the end, with what waits for a collection.</summary>
    public required long WorkingSet { get; init; }

    /// <summary>The objects that a collection of everything leaves.</summary>
    public required double Heap { get; init; }

    public required DatabaseSizes Database { get; init; }

    public double Ratio => Window.SamplesPerSecond / RawPerSecond;
}
