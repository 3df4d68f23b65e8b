namespace Anomaly.Bench.Memory;

/// <summary>What is measured.</summary>
internal sealed record MemoryArguments
{
    private const int MillionRate = 100_000;

    public required IReadOnlyList<int> Series { get; init; }

    /// <summary>Samples a second of all series; null: by the number of series.</summary>
    public required int? Rate { get; init; }

    /// <summary>How many samples a series has when it is measured.</summary>
    public required int Samples { get; init; }

    /// <summary>After so long it is measured as it is.</summary>
    public required int Minutes { get; init; }

    public static MemoryArguments Parse(CommandOptions options)
    {
        var arguments = new MemoryArguments
        {
            Series = options.Numbers("--series", 100_000, 1_000_000),
            Rate = options.NumberOrNull("--rate"),
            Samples = options.Number("--samples", 25),
            Minutes = options.Number("--minutes", 15),
        };
        options.End();
        return arguments;
    }

    public int RateOf(int series) => Rate ?? (series >= 1_000_000 ? MillionRate : 20_000);
}
