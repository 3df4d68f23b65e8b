namespace Anomaly.Bench.Overload;

/// <summary>What is measured.</summary>
internal sealed record OverloadArguments
{
    public required int Series { get; init; }

    public required int Seconds { get; init; }

    /// <summary>Records a second that are sent; null: three times what the silo has processed before.</summary>
    public required int? Rate { get; init; }

    /// <summary>How many processes send them.</summary>
    public required int Producers { get; init; }

    public static OverloadArguments Parse(CommandOptions options)
    {
        const int Minute = 60;
        var minutes = options.Number("--minutes", 5);
        var arguments = new OverloadArguments
        {
            Series = options.Number("--series", 10_000),
            Seconds = options.Number("--seconds", minutes * Minute),
            Rate = options.NumberOrNull("--rate"),
            Producers = options.Number("--producers", 2),
        };
        options.End();
        return arguments;
    }
}
