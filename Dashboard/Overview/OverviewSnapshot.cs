namespace Anomaly.Dashboard.Overview;

/// <summary>What the overview shows of a range; the same for all who look.</summary>
public sealed record OverviewSnapshot
{
    /// <summary>The range.</summary>
    public required OverviewRange Range { get; init; }

    /// <summary>When it was drawn.</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary>Since when anomalies are counted that are not in the history's counts: all is missing that was before, where the history was never read.</summary>
    public required DateTimeOffset LiveSince { get; init; }

    /// <summary>Whether the history was read.</summary>
    public required bool Loaded { get; init; }

    /// <summary>Since when the history cannot be read; null where it can.</summary>
    public required DateTimeOffset? AwaySince { get; init; }

    /// <summary>How many series there were when the history was read; null where it was not.</summary>
    public required long? Series { get; init; }

    /// <summary>The bars, oldest first; the last is under way.</summary>
    public required IReadOnlyList<TimelineBucket> Timeline { get; init; }

    /// <summary>All anomalies of the range.</summary>
    public required AnomalySums Sums { get; init; }

    /// <summary>Where the map begins.</summary>
    public DateTimeOffset MapFrom => Range.Map.Start(Range.Map.First(At));

    /// <summary>Where the map ends.</summary>
    public DateTimeOffset MapTo => Range.Map.Start(Range.Map.Number(At) + 1);

    /// <summary>The most anomalous series.</summary>
    public required HeatMap Map { get; init; }
}
