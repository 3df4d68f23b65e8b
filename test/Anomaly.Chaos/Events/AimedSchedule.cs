using Anomaly.Chaos.Silo.Faults;

namespace Anomaly.Chaos.Events;

/// <summary>Few faults, those which do harm soon where a rule is not kept.</summary>
internal static class AimedSchedule
{
    public static IReadOnlyList<ChaosEvent> At(Rule rule, bool isOff) => rule switch
    {
        // An owner that stands still in the middle of a flush, and goes on when another has done all the work.
        Rule.StateFence =>
        [
            Wait(3),
            new(EventKind.Hold) { Phase = Phase.AnomalyWrite, Side = Side.Before },
            new(EventKind.Settle),
            Wait(1),
            new(EventKind.Quiet),
            new(EventKind.Continue),
            Wait(3),
        ],
        // Series that applied what was never saved, and hear of a new owner.
        Rule.SessionReset =>
        [
            Wait(2),
            Lose(0),
            Wait(1),
            Lose(1),
            Wait(1),
            new(EventKind.Kill) { Phase = Phase.Apply, Side = Side.After, Remote = true, Amount = 100 },
            new(EventKind.Settle),
        ],
        // Calls that come twice, which is all it takes.
        Rule.PositionCheck => [Wait(4)],
        Rule.SmallestUnflushed =>
        [
            Wait(3),
            new(EventKind.Kill) { Phase = Phase.Progress, Side = Side.After, Amount = 1 },
            new(EventKind.Settle),
        ],
        Rule.OneStatement =>
        [
            Wait(3),
            new(EventKind.Kill) { Phase = Phase.AnomalyWrite, Side = isOff ? Side.Between : Side.After, Amount = 3 },
            new(EventKind.Settle),
        ],
        _ => throw new ArgumentOutOfRangeException(nameof(rule), rule, null),
    };

    private static ChaosEvent Wait(double seconds) => new(EventKind.Wait) { Length = TimeSpan.FromSeconds(seconds) };

    private static ChaosEvent Lose(int preference) => new(EventKind.Lose) { Preference = preference, Amount = 4 };
}
