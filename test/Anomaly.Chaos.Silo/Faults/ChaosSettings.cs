using System.Globalization;
using Anomaly.Grains.Partitions;

namespace Anomaly.Chaos.Silo.Faults;

/// <summary>What a silo of a chaos run is told at its start, by environment variables beside the product's own.</summary>
internal sealed record ChaosSettings
{
    public const string CounterFileName = "CHAOS_COUNTERS";
    public const string SwitchedOffName = "CHAOS_SWITCHED_OFF";
    public const string StrayPercentName = "CHAOS_STRAY_PERCENT";
    public const string DoubledPerMilleName = "CHAOS_DOUBLED_PER_MILLE";
    public const string SeedName = "CHAOS_SEED";

    /// <summary>Where to count.</summary>
    public required string CounterFile { get; init; }

    /// <summary>The rule that is not kept.</summary>
    public Rule? SwitchedOff { get; init; }

    /// <summary>How many of a hundred series live on another silo than their owner.</summary>
    public int StrayPercent { get; init; }

    /// <summary>How many of a thousand calls are delivered twice.</summary>
    public int DoubledPerMille { get; init; }

    public int Seed { get; init; }

    /// <summary>The rules as the grains keep them.</summary>
    public OwnershipRules OwnershipRules => new()
    {
        SessionReset = SwitchedOff != Rule.SessionReset,
        PositionCheck = SwitchedOff != Rule.PositionCheck,
        ProgressStopsAtUnflushed = SwitchedOff != Rule.SmallestUnflushed,
    };

    public static ChaosSettings Read() => new()
    {
        CounterFile = Environment.GetEnvironmentVariable(CounterFileName) ?? throw new InvalidOperationException($"{CounterFileName} is not set."),
        SwitchedOff = Environment.GetEnvironmentVariable(SwitchedOffName) is { Length: > 0 } rule ? RuleNames.All[rule] : null,
        StrayPercent = Number(StrayPercentName),
        DoubledPerMille = Number(DoubledPerMilleName),
        Seed = Number(SeedName),
    };

    /// <summary>Whether a series lives on another silo than its owner.</summary>
    public bool IsStray(string series) => SeedHash.Of(series) % 100 < StrayPercent;

    private static int Number(string name) =>
        int.Parse(Environment.GetEnvironmentVariable(name) ?? "0", CultureInfo.InvariantCulture);
}
