namespace Anomaly.Bench.Retention;

/// <summary>What is measured.</summary>
internal sealed record RetentionArguments
{
    /// <summary>How many anomalies there are.</summary>
    public required int Anomalies { get; init; }

    /// <summary>How many of a hundred are too old.</summary>
    public required int Percent { get; init; }

    /// <summary>How long the writers are measured before anything is deleted.</summary>
    public required int Seconds { get; init; }

    public static RetentionArguments Parse(CommandOptions options)
    {
        var arguments = new RetentionArguments
        {
            Anomalies = options.Number("--anomalies", 10_000_000),
            Percent = options.Number("--percent", 10),
            Seconds = options.Number("--seconds", 60),
        };
        options.End();
        return arguments;
    }
}
