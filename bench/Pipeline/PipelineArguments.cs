namespace Anomaly.Bench.Pipeline;

/// <summary>What is measured.</summary>
internal sealed record PipelineArguments
{
    public required IReadOnlyList<int> Series { get; init; }

    public required int Records { get; init; }

    public required int Partitions { get; init; }

    public required int Repeat { get; init; }

    /// <summary>How many silos share the work; where there are several, one alone is measured beside them.</summary>
    public required int Silos { get; init; }

    public static PipelineArguments Parse(CommandOptions options)
    {
        var arguments = new PipelineArguments
        {
            Series = options.Numbers("--series", 500, 10_000, 100_000),
            Records = options.Number("--records", 2_000_000),
            Partitions = options.Number("--partitions", 4),
            Repeat = options.Number("--repeat", 3),
            Silos = options.Number("--silos", 1),
        };
        options.End();
        return arguments;
    }
}
