namespace Anomaly.Bench.Pipeline;

/// <summary>What is measured for one number of series.</summary>
internal sealed record PipelinePlan(int Series, int Records, int Partitions, int Repeat, IReadOnlyList<int> Silos)
{
    /// <summary>So many samples are not counted, so that every series was met and all that runs often is compiled.</summary>
    public long WarmUp => Math.Max(Records / 10, 2L * Series);
}
