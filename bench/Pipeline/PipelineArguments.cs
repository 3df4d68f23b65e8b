using System.Globalization;

namespace Anomaly.Bench.Pipeline;

/// <summary>What is measured.</summary>
internal sealed record PipelineArguments
{
    public int[] Series { get; private init; } = [10_000, 100_000];

    public int Records { get; private init; } = 2_000_000;

    public int Partitions { get; private init; } = 4;

    public int Repeat { get; private init; } = 3;

    public string? Json { get; private init; }

    public static PipelineArguments Parse(string[] args)
    {
        var arguments = new PipelineArguments();
        for (var i = 0; i + 1 < args.Length; i += 2)
        {
            var value = args[i + 1];
            arguments = args[i] switch
            {
                "--series" => arguments with { Series = [.. value.Split(',').Select(Number)] },
                "--records" => arguments with { Records = Number(value) },
                "--partitions" => arguments with { Partitions = Number(value) },
                "--repeat" => arguments with { Repeat = Number(value) },
                "--json" => arguments with { Json = value },
                _ => throw new ArgumentException($"'{args[i]}' is not an option of pipeline; --series, --records, --partitions, --repeat and --json are."),
            };
        }

        return arguments;
    }

    private static int Number(string text) => int.Parse(text, CultureInfo.InvariantCulture);
}
