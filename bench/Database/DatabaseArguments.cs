using System.Globalization;

namespace Anomaly.Bench.Database;

/// <summary>What is measured.</summary>
internal sealed record DatabaseArguments
{
    public int[] Series { get; private init; } = [20_000, 100_000];

    /// <summary>How often all series are written once each is warm.</summary>
    public int Rounds { get; private init; } = 6;

    /// <summary>SQL that other databases are changed by, each by one; all are then measured in turn.</summary>
    public string[] Against { get; private init; } = [];

    /// <summary>Whether each round writes the series in another order, instead of always the same.</summary>
    public bool Shuffled { get; private init; }

    /// <summary>Settings of the servers, such as <c>max_wal_size=4GB</c>.</summary>
    public string[] Settings { get; private init; } = [];

    public string? Json { get; private init; }

    public static DatabaseArguments Parse(string[] args)
    {
        var arguments = new DatabaseArguments();
        for (var i = 0; i + 1 < args.Length; i += 2)
        {
            var value = args[i + 1];
            arguments = args[i] switch
            {
                "--series" => arguments with { Series = [.. value.Split(',').Select(Number)] },
                "--rounds" => arguments with { Rounds = Number(value) },
                "--against" => arguments with { Against = [.. arguments.Against, value] },
                "--shuffled" => arguments with { Shuffled = bool.Parse(value) },
                "--set" => arguments with { Settings = [.. arguments.Settings, value] },
                "--json" => arguments with { Json = value },
                _ => throw new ArgumentException($"'{args[i]}' is not an option of database; --series, --rounds, --against, --shuffled, --set and --json are."),
            };
        }

        return arguments;
    }

    private static int Number(string text) => int.Parse(text, CultureInfo.InvariantCulture);
}
