namespace Anomaly.Producer.Simulation;

/// <summary>What a simulated series looks like when nothing is wrong.</summary>
public sealed record SeriesProfile
{
    /// <summary>The middle of it.</summary>
    public double Level { get; init; } = 50;

    /// <summary>How much the level rises a day.</summary>
    public double TrendPerDay { get; init; }

    /// <summary>How far the season of a day swings to each side.</summary>
    public double DayAmplitude { get; init; }

    /// <summary>Where the day's season starts, as a part of a day.</summary>
    public double DayPhase { get; init; }

    /// <summary>How far the season of an hour swings to each side.</summary>
    public double HourAmplitude { get; init; }

    /// <summary>Where the hour's season starts, as a part of an hour.</summary>
    public double HourPhase { get; init; }

    /// <summary>The kind of noise.</summary>
    public NoiseKind Noise { get; init; }

    /// <summary>The noise's standard deviation.</summary>
    public double NoiseDeviation { get; init; } = 3;

    /// <summary>A plausible profile: level 20 to 100, seasons, trend and noise in proportion.</summary>
    /// <param name="seed">The same seed gives the same profile.</param>
    /// <param name="noise">The kind of noise.</param>
    /// <returns>The profile.</returns>
    public static SeriesProfile Vary(ulong seed, NoiseKind noise)
    {
        var random = new SeededRandom(seed);
        var level = random.Between(20, 100);
        return new SeriesProfile
        {
            Level = level,
            TrendPerDay = level * random.Between(-0.02, 0.02),
            DayAmplitude = level * random.Between(0.1, 0.3),
            DayPhase = random.NextDouble(),
            HourAmplitude = level * random.Between(0.02, 0.08),
            HourPhase = random.NextDouble(),
            Noise = noise,
            NoiseDeviation = level * random.Between(0.02, 0.06),
        };
    }
}
