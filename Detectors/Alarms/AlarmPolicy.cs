using Anomaly.Detectors.Statistics;

namespace Anomaly.Detectors.Alarms;

/// <summary>
/// Which of the alarms that methods find are raised. It is asked after the sample was learned, so it changes nothing of what is learned.
/// What it says depends on the alarm, its own settings and the method's streak alone. An alarm without an expected value passes the tests of deviation, and
/// one whose side cannot be told that of direction.
/// </summary>
public sealed record AlarmPolicy
{
    private const int LongestStreak = 1000;
    private const int MostIgnoreRules = 16;

    /// <summary>On which side of what was expected values are alarmed.</summary>
    /// <value><see cref="AlarmDirection.Both"/> if not set.</value>
    public AlarmDirection Direction
    {
        get;
        init => field = Require.Defined(value, nameof(Direction));
    }
    = AlarmDirection.Both;

    /// <summary>How far from what was expected a value must at least be, in its own unit.</summary>
    /// <value>0 or more; 0 if not set.</value>
    public double MinDeviation
    {
        get;
        init => field = Require.AtLeast(value, 0, nameof(MinDeviation));
    }

    /// <summary>The same in percent of what was expected, whatever its sign. Where 0 was expected, any distance is enough.</summary>
    /// <value>0 or more; 0 if not set.</value>
    public double MinDeviationPercent
    {
        get;
        init => field = Require.AtLeast(value, 0, nameof(MinDeviationPercent));
    }

    /// <summary>
    /// How many samples in a row a method must find anomalous, on the side and as far from the expectation as asked for, before it raises an
    /// alarm: at the sample that completes the streak, and at each that goes on with it.
    /// </summary>
    /// <value>1 to 1000, 1 if not set.</value>
    public int MinStreak
    {
        get;
        init => field = Require.Between(value, 1, LongestStreak, nameof(MinStreak));
    }
    = 1;

    /// <summary>What is not alarmed: an alarm is dropped where one of these holds. A streak goes on through what they drop.</summary>
    /// <value>At most 16; none if not set.</value>
    public IReadOnlyList<IgnoreRule> Ignore
    {
        get;
        init => field = value.Count <= MostIgnoreRules ? value : throw new ArgumentOutOfRangeException(nameof(Ignore), $"{nameof(Ignore)} has {value.Count} rules; must be at most {MostIgnoreRules}.");
    }
    = [];

    /// <summary>The settings that are not as usual, a JSON object; added to the settings of each alarm that is raised.</summary>
    /// <value>Null if not set: nothing is added.</value>
    public string? Shown { get; init; }

    /// <summary>Picks the alarms that are raised.</summary>
    /// <param name="alarms">Those that a method found at a sample, oldest point first.</param>
    /// <param name="streak">The method's streak; only looked at where <see cref="MinStreak"/> is more than 1.</param>
    /// <param name="counted">Whether the detector has counted the streak itself, see <see cref="DetectorOptions.CountsStreaks"/>.</param>
    /// <returns>Those of them that are raised.</returns>
    public IReadOnlyList<Alarm> Admit(IReadOnlyList<Alarm> alarms, ref AlarmStreak streak, bool counted = false)
    {
        ArgumentNullException.ThrowIfNull(alarms);
        List<Alarm>? admitted = null;
        foreach (var alarm in alarms)
        {
            if (IsRelevant(alarm) && (counted || MinStreak == 1 || streak.Extend(alarm.Lag) >= MinStreak) && !IsIgnored(alarm))
                (admitted ??= []).Add(Shown is null ? alarm : alarm with { Config = WithPolicy(alarm.Config) });
        }

        return admitted ?? (IReadOnlyList<Alarm>)Array.Empty<Alarm>();
    }

    private bool IsRelevant(Alarm alarm)
    {
        if (Direction != AlarmDirection.Both && alarm.Direction != AlarmDirection.Both && alarm.Direction != Direction)
            return false;

        if (alarm.Expected is not { } expected)
            return true;

        var deviation = Math.Abs(Finite.Clamp(alarm.Value - expected));
        return deviation >= MinDeviation && deviation >= Finite.Clamp(MinDeviationPercent / 100 * Math.Abs(expected));
    }

    private bool IsIgnored(Alarm alarm)
    {
        foreach (var rule in Ignore)
        {
            if (rule.Holds(alarm))
                return true;
        }

        return false;
    }

    private string WithPolicy(string config) => $"{config.AsSpan(0, config.Length - 1)}{(config.Length > 2 ? "," : "")}\"alarms\":{Shown}}}";
}
