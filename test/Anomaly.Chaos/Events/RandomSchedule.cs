using Anomaly.Chaos.Silo.Faults;

namespace Anomaly.Chaos.Events;

/// <summary>Faults at random moments, the same for the same seed: kills spread over the phases, the rest between them.</summary>
internal sealed class RandomSchedule(int seed, int kills, int silos)
{
    private readonly Random _random = new(seed);

    public IReadOnlyList<ChaosEvent> Make()
    {
        var between = Enumerable.Range(0, Math.Max(1, kills)).Select(_ => new List<ChaosEvent>()).ToArray();
        Scatter(between, Math.Max(1, kills / 4), Stop);
        Scatter(between, Math.Max(1, kills / 6), () => Restart(EventKind.Broker));
        Scatter(between, Math.Max(1, kills / 6), () => Restart(EventKind.Database));
        Scatter(between, Math.Max(1, kills / 4), Clock);
        Scatter(between, kills, Lose);
        var events = new List<ChaosEvent>();
        var phases = Phases();
        for (var i = 0; i < between.Length; i++)
        {
            events.AddRange(between[i].OrderBy(_ => _random.Next()));
            if (i < kills)
            {
                events.Add(Kill(phases[i]));
                // Now and then the next fault does not wait until this one is overcome.
                if (_random.Next(4) > 0)
                {
                    events.Add(new ChaosEvent(EventKind.Settle));
                }
            }
        }

        return events;
    }

    /// <summary>Every phase as often as the others, and now and then none; a run of few kills begins with the write of anomalies.</summary>
    private List<Phase?> Phases()
    {
        var phases = new List<Phase?>();
        while (phases.Count < kills)
        {
            Phase?[] each = [.. Enum.GetValues<Phase>().Cast<Phase?>(), .. kills > 4 ? [null] : Array.Empty<Phase?>()];
            _random.Shuffle(each);
            phases.AddRange(kills < 4 ? each.OrderByDescending(phase => phase == Phase.AnomalyWrite) : each);
        }

        return phases;
    }

    private void Scatter(List<ChaosEvent>[] between, int count, Func<ChaosEvent> make)
    {
        for (var i = 0; i < count; i++)
        {
            between[_random.Next(between.Length)].Add(make());
        }
    }

    private ChaosEvent Kill(Phase? phase) => new(EventKind.Kill)
    {
        Before = Seconds(1, 4),
        Preference = _random.Next(silos),
        Phase = phase,
        // A kill after the write is the rarer trouble; one before it loses what was applied.
        Side = phase == Phase.Apply || _random.Next(3) == 0 ? Side.After : Side.Before,
        Remote = phase is Phase.Apply or Phase.AnomalyWrite,
        Amount = phase == Phase.Apply ? _random.Next(300) : _random.Next(4),
    };

    private ChaosEvent Stop()
    {
        Phase?[] phases = [Phase.AnomalyWrite, Phase.StateWrite, Phase.Progress, Phase.AnomalyWrite, null];
        return new(EventKind.Stop)
        {
            Before = Seconds(0.5, 2),
            Preference = _random.Next(silos),
            Phase = phases[_random.Next(phases.Length)],
            Side = Side.Before,
            Remote = true,
            Amount = _random.Next(3),
            Length = Seconds(8, 11),
        };
    }

    private ChaosEvent Restart(EventKind kind) => new(kind)
    {
        Before = Seconds(0.5, 3),
        Length = Seconds(0.1, 2),
        Hard = _random.Next(2) == 0,
    };

    private ChaosEvent Clock() => new(EventKind.Clock)
    {
        Before = Seconds(0.2, 1),
        Preference = _random.Next(silos),
        Amount = _random.Next(-3600, 3600),
    };

    private ChaosEvent Lose() => new(EventKind.Lose)
    {
        Before = Seconds(0.5, 2),
        Preference = _random.Next(silos),
        Amount = 2,
    };

    private TimeSpan Seconds(double from, double to) => TimeSpan.FromSeconds(from + ((to - from) * _random.NextDouble()));
}
