using System.Globalization;
using Anomaly.Chaos.Silo.Faults;

namespace Anomaly.Chaos.Running;

/// <summary>What a run is asked for.</summary>
internal sealed record ChaosOptions
{
    public const string Usage = "usage: test/chaos.sh [--kills K] [--silos N] [--rate R] [--seed S] [--switch-off RULE] [--aim RULE]   RULE: "
        + "state-fence, session-reset, position-check, smallest-unflushed, one-statement";

    /// <summary>From this many on a run must have had every kind of fault.</summary>
    private const int Long = 8;

    public int Kills { get; init; } = 2;

    public int Silos { get; init; } = 2;

    /// <summary>Records a second.</summary>
    public int Rate { get; init; } = 1000;

    public int Seed { get; init; } = 1;

    /// <summary>The rule that the silos do not keep: the run must fail.</summary>
    public Rule? SwitchedOff { get; init; }

    /// <summary>The rule whose breach the faults aim at, instead of a random schedule.</summary>
    public Rule? Aim { get; init; }

    public bool IsLong => Aim is null && Kills >= Long;

    public override string ToString() => string.Create(
        CultureInfo.InvariantCulture,
        $"--kills {Kills} --silos {Silos} --rate {Rate} --seed {Seed}{(SwitchedOff is { } off ? " --switch-off " + RuleNames.Of(off) : Aim is { } aim ? " --aim " + RuleNames.Of(aim) : "")}");

    /// <summary>Reads a command line; null where it is wrong.</summary>
    public static ChaosOptions? Parse(string[] args, out string error)
    {
        var options = new ChaosOptions();
        error = Usage;
        for (var i = 0; i < args.Length; i += 2)
        {
            if (i + 1 == args.Length)
            {
                return null;
            }

            var value = args[i + 1];
            if (args[i] is "--switch-off" or "--aim")
            {
                if (!RuleNames.All.TryGetValue(value, out var rule))
                {
                    return null;
                }

                options = args[i] == "--aim" ? options with { Aim = rule } : options with { SwitchedOff = rule, Aim = rule };
                continue;
            }

            if (!int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var number))
            {
                return null;
            }

            switch (args[i])
            {
                case "--kills":
                    options = options with { Kills = number };
                    break;
                case "--silos" when number is > 0 and <= 10:
                    options = options with { Silos = number };
                    break;
                case "--rate" when number is > 0 and <= 50_000:
                    options = options with { Rate = number };
                    break;
                case "--seed":
                    options = options with { Seed = number };
                    break;
                default:
                    return null;
            }
        }

        return options;
    }
}
