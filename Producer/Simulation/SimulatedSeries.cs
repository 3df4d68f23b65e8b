namespace Anomaly.Producer.Simulation;

/// <summary>
/// A series made up: level, trend, seasons of a day and an hour by event time, noise, and injected anomalies. The same
/// profile, options, seed and times give the same samples.
/// </summary>
public sealed class SimulatedSeries
{
    private const double VarianceGrowth = 4;

    private readonly SeriesProfile _profile;
    private readonly InjectionOptions _options;
    private SeededRandom _random;
    private Noise _noise;
    private InjectionClock _clock;
    private DateTimeOffset? _first;
    private Injection? _active;
    private double _last;

    /// <summary>Makes a series.</summary>
    /// <param name="profile">What it looks like when nothing is wrong.</param>
    /// <param name="injections">What goes wrong, and how often.</param>
    /// <param name="seed">Its randomness.</param>
    public SimulatedSeries(SeriesProfile profile, InjectionOptions injections, ulong seed)
    {
        ArgumentNullException.ThrowIfNull(profile);
        ArgumentNullException.ThrowIfNull(injections);
        (_profile, _options) = (profile, injections);
        _random = new SeededRandom(seed);
        _noise = new Noise(profile.Noise);
        _clock = new InjectionClock(injections);
    }

    /// <summary>The sample at a time; times must rise.</summary>
    /// <param name="time">The event time.</param>
    /// <returns>The sample.</returns>
    public SimulatedSample Next(DateTimeOffset time)
    {
        _first ??= time;
        var season = Season(time);
        var level = _profile.Level + (_profile.TrendPerDay * (time - _first.Value).TotalDays);
        var noise = _profile.NoiseDeviation * _noise.Next(ref _random);
        var normal = level + season + noise;

        if (_active is { } ended && ended.Samples == ended.Length)
            _active = null;
        if (_active is null && _clock.IsDue(time, ref _random))
            _active = Start(time, normal, season);

        var value = normal;
        if (_active is { } active)
        {
            active.End = time;
            active.Samples++;
            value = active.Kind switch
            {
                AnomalyKind.Spike or AnomalyKind.Shift => normal + active.Magnitude,
                AnomalyKind.Dropout => 0,
                AnomalyKind.Flat => _last,
                AnomalyKind.Variance => level + season + (noise * (1 + ((VarianceGrowth - 1) * active.Samples / active.Length))),
                _ => level + noise,
            };
        }

        _last = value;
        return new SimulatedSample(value, normal, _active);
    }

    private Injection Start(DateTimeOffset time, double normal, double season)
    {
        var kind = _clock.NextKind(ref _random);
        var length = InjectionClock.NextLength(kind, ref _random);
        var sign = _options.UpwardOnly || _random.NextBool() ? 1 : -1;
        if (kind == AnomalyKind.Flat && _first == time)
            _last = normal; // nothing came before that it could be stuck at
        return new Injection(kind, time, length, kind switch
        {
            AnomalyKind.Spike => sign * _options.SpikeDeviations * _profile.NoiseDeviation,
            AnomalyKind.Shift => sign * _options.ShiftDeviations * _profile.NoiseDeviation,
            AnomalyKind.Dropout => -normal,
            AnomalyKind.Variance => VarianceGrowth,
            AnomalyKind.Season => season,
            _ => 0,
        });
    }

    // A day is not a plain sine: its second harmonic makes one side steeper, as people's days are.
    private double Season(DateTimeOffset time)
    {
        var seconds = (time.UtcTicks % TimeSpan.TicksPerDay) / (double)TimeSpan.TicksPerSecond;
        var day = Math.Tau * ((seconds / 86_400) + _profile.DayPhase);
        var hour = Math.Tau * ((seconds % 3600 / 3600) + _profile.HourPhase);
        return (_profile.DayAmplitude * ((0.8 * Math.Sin(day)) + (0.2 * Math.Sin(2 * day))))
            + (_profile.HourAmplitude * Math.Sin(hour));
    }
}
