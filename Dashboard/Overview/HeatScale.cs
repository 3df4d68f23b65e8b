namespace Anomaly.Dashboard.Overview;

/// <summary>How dark a square of the map is. Counts of anomalies spread widely, so each level is a multiple of the one before.</summary>
/// <param name="Most">The largest count.</param>
public readonly record struct HeatScale(long Most)
{
    /// <summary>How many levels there are.</summary>
    public const int Levels = 5;

    /// <summary>The level of a count: 0 for none, 1 for the fewest, <see cref="Levels"/> for the most.</summary>
    public int Level(long count)
    {
        if (count <= 0)
            return 0;

        for (var level = Levels; level > 1; level--)
        {
            if (count >= Least(level))
                return level;
        }

        return 1;
    }

    /// <summary>The least count of a level. With few levels' worth of counts, each count is a level of its own.</summary>
    public long Least(int level) => Most <= Levels
        ? level
        : Math.Max(level, (long)Math.Ceiling(Math.Pow(Most, (level - 1.0) / Levels)));
}
