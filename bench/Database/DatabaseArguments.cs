namespace Anomaly.Bench.Database;

/// <summary>What is measured.</summary>
internal sealed record DatabaseArguments
{
    public required IReadOnlyList<int> Series { get; init; }

    /// <summary>How often all series are written once each is warm.</summary>
    public required int Rounds { get; init; }

    /// <summary>SQL that another database is changed by; both are then measured in turn. Null for none.</summary>
    public required string? Against { get; init; }

    /// <summary>A setting of the servers, such as <c>max_wal_size=4GB</c>; null for none.</summary>
    public required string? Setting { get; init; }

    public static DatabaseArguments Parse(CommandOptions options)
    {
        var arguments = new DatabaseArguments
        {
            Series = options.Numbers("--series", 20_000, 100_000),
            Rounds = options.Number("--rounds", 6),
            Against = options.Text("--against"),
            Setting = options.Text("--set"),
        };
        options.End();
        return arguments;
    }
}
