namespace Anomaly.Chaos.Silo.Faults;

/// <summary>The faults of a silo's calls and writes.</summary>
internal sealed class CallFaults(ChaosSettings settings, Ambush ambush, CounterFile counters)
{
    private int _toLose;

    public Ambush Ambush { get; } = ambush;

    public CounterFile Counters { get; } = counters;

    public Residence Residence { get; } = new();

    /// <summary>Loses the next calls: one without the request, one without the reply, and so on.</summary>
    public void Lose(int calls) => Interlocked.Add(ref _toLose, calls);

    /// <summary>Whether the call at hand is lost, and how.</summary>
    public Loss TakeLoss()
    {
        if (Volatile.Read(ref _toLose) <= 0)
        {
            return Loss.None;
        }

        var left = Interlocked.Decrement(ref _toLose);
        if (left < 0)
        {
            Interlocked.Increment(ref _toLose);
            return Loss.None;
        }

        Counters.Add(Counter.Lost);
        return left % 2 == 0 ? Loss.Reply : Loss.Request;
    }

    /// <summary>How long after the call its double arrives; null where there is none. The same for the same call in every run.</summary>
    public TimeSpan? DoubleAfter(string series, long position)
    {
        var hash = SeedHash.Of(series, (position << 8) | (uint)(settings.Seed & 0xFF));
        if (hash % 1000 >= settings.DoubledPerMille)
        {
            return null;
        }

        Counters.Add(Counter.Doubled);
        // Half of them at once, the others up to three seconds late: then often from a session that is over.
        return (hash >> 16) % 2 == 0 ? TimeSpan.Zero : TimeSpan.FromMilliseconds((hash >> 17) % 3000);
    }
}
