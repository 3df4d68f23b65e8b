using Anomaly.Detectors.Calibration;
using Anomaly.Detectors.Snapshots;

namespace Anomaly.Detectors.Forecasting;

/// <summary>
/// Tests the errors of the forecast at several speeds: control charts of the error, of its moving averages (EWMA) and of its spread,
/// each with a level calibrated on the series itself.
/// </summary>
/// <remarks>
/// Roberts: "Control chart tests based on geometric moving averages", Technometrics 1959; MacGregor and Harris: "The exponentially
/// weighted moving variance", Journal of Quality Technology 1993. The tails are those of <see cref="TailModel"/>. Averages repeat
/// themselves, so their tails learn only every few values.
/// </remarks>
internal struct ResidualTests
{

    private const double FastAlpha = 0.4;
    private const double SlowAlpha = 0.1;
    private const double FastSpreadAlpha = 0.15;
    private const double SlowSpreadAlpha = 0.03;
    private const double SeasonAlpha = 0.05;

    // The deviation of each average for independent normal errors: √(α/(2−α)), times √(π/2−1) where it is of absolute values.
    private const double FastDeviation = 0.5;
    private const double SlowDeviation = 0.2294;
    private const double FastSpreadDeviation = 0.215;
    private const double SlowSpreadDeviation = 0.093;
    private const double SeasonDeviation = 0.2;
    private const double MostDeviations = 5;
    private const double MostSpread = 3.5;

    /// <summary>Makes the mean of the absolute value of a standard normal variable 1.</summary>
    private const double MeanOfNormal = 1.2533;
    private const int SeasonAfter = 200;

    /// <summary>So many samples' worth of doubt widen all deviations at the start.</summary>
    private const double Doubt = 16;

    /// <summary>Rarer than one in so many powers of ten is extreme; extremes with so many calm values between them are episodes.</summary>
    private const double ExtremeFrom = 4;
    private const int CalmBetween = 40;
    private const float EpisodeFading = 1f / 3000;

    /// <summary>So many episodes teach nothing; with so many more they are how the series is, and from this habit on with all their values.</summary>
    private const float EpisodesFree = 1;
    private const float EpisodesUsual = 2;
    private const float WholeFrom = 0.6f;

    private static readonly TailShare Share = new(0.02f);

    private float _episodes;
    private int _calm;
    private double _fastMean;
    private double _slowMean;
    private double _fastSpread;
    private double _slowSpread;
    private double _seasonMean;
    private TailModel _spikes;
    private TailModel _shifts;
    private TailModel _drifts;
    private TailModel _spreads;
    private TailModel _slowSpreads;
    private TailModel _seasons;

    public static ResidualTests New => new()
    {
        _calm = CalmBetween,
        _fastSpread = 1,
        _slowSpread = 1,
        _spikes = TailModel.OfNormal,
        _shifts = TailModel.OfNormal,
        _drifts = TailModel.OfNormal,
        _spreads = TailModel.OfNormal,
        _slowSpreads = TailModel.OfNormal,
        _seasons = TailModel.OfNormal,
    };

    /// <param name="value">The value, scaled.</param>
    /// <param name="forecast">What was expected of it.</param>
    /// <param name="seasonalScale">The mean distance from the season alone.</param>
    /// <param name="rounding">The difference below which there is none.</param>
    /// <param name="seen">How many values were learned; scales made of few are taken for too small.</param>
    public readonly ResidualReading Read(double value, in Forecast forecast, double seasonalScale, double rounding, int seen)
    {
        var error = value - forecast.Expected;
        var z = forecast.Deviation > rounding ? Math.Clamp(error / forecast.Deviation, -1e6, 1e6)
            : Math.Abs(error) > rounding ? 20 * Math.Sign(error)
            : 0;
        var bounded = Math.Clamp(z, -MostDeviations, MostDeviations);
        var size = MeanOfNormal * Math.Min(Math.Abs(bounded), MostSpread);
        var fromSeason = seasonalScale > rounding ? Math.Clamp((value - forecast.Bases[1]) / seasonalScale, -6, 6) : 0;
        var reading = new ResidualReading
        {
            Z = z,
            FastMean = _fastMean + (FastAlpha * (bounded - _fastMean)),
            SlowMean = _slowMean + (SlowAlpha * (bounded - _slowMean)),
            FastSpread = _fastSpread + (FastSpreadAlpha * (size - _fastSpread)),
            SlowSpread = _slowSpread + (SlowSpreadAlpha * (size - _slowSpread)),
            SeasonMean = _seasonMean + (SeasonAlpha * (fromSeason - _seasonMean)),
        };

        var doubt = 1 + (Doubt / seen);
        reading.Offer(ResidualTest.Spike, _spikes.Evidence(Math.Abs(z) / doubt, Share));
        reading.Offer(ResidualTest.Shift, _shifts.Evidence(Shift(reading) / doubt, Share));
        reading.Offer(ResidualTest.Drift, _drifts.Evidence(Drift(reading) / doubt, Share));
        reading.Offer(ResidualTest.Spread, _spreads.Evidence(Spread(reading) / doubt, Share));
        reading.Offer(ResidualTest.SlowSpread, _slowSpreads.Evidence(SlowSpread(reading) / doubt, Share));
        if (seen > SeasonAfter)
            reading.Offer(ResidualTest.Season, _seasons.Evidence(Season(reading), Share));
        return reading;
    }

    public void Learn(in ResidualReading reading, int seen)
    {
        _fastMean = reading.FastMean;
        _slowMean = reading.SlowMean;
        _fastSpread = reading.FastSpread;
        _slowSpread = reading.SlowSpread;
        _seasonMean = reading.SeasonMean;
        var trust = Trust(reading.Evidence);
        _spikes.Learn(Math.Abs(reading.Z), Share, trust);
        if (seen % 3 == 0)
            _shifts.Learn(Shift(reading), Share, trust);
        if (seen % 6 == 0)
            _spreads.Learn(Spread(reading), Share, trust);
        if (seen % 10 == 0)
            _drifts.Learn(Drift(reading), Share);
        if (seen % 15 == 0)
            _seasons.Learn(Season(reading), Share);
        if (seen % 20 == 0)
            _slowSpreads.Learn(SlowSpread(reading), Share);
    }

    /// <summary>Whether anomalies have come so often that they are how the series is: 0 for the first, 1 from the third on.</summary>
    public readonly float Habit => Math.Clamp((_episodes - EpisodesFree) / EpisodesUsual, 0, 1);

    /// <summary>How many deviations an error must have to be this rare.</summary>
    public readonly double DeviationsAt(double decades) => _spikes.MeasureAt(decades, Share);

    public void Transfer<T>(ref T state)
        where T : IStateTransfer, allows ref struct
    {
        state.Value(ref _episodes);
        state.Value(ref _calm);
        state.Value(ref _fastMean);
        state.Value(ref _slowMean);
        state.Value(ref _fastSpread);
        state.Value(ref _slowSpread);
        state.Value(ref _seasonMean);
        _spikes.Transfer(ref state);
        _shifts.Transfer(ref state);
        _drifts.Transfer(ref state);
        _spreads.Transfer(ref state);
        _slowSpreads.Transfer(ref state);
        _seasons.Transfer(ref state);
    }

    /// <summary>What is extreme teaches the tails nothing, until extremes turn out to be how the series is.</summary>
    private float Trust(double evidence)
    {
        _episodes *= 1 - EpisodeFading;
        if (evidence < ExtremeFrom)
        {
            _calm = Math.Min(_calm + 1, CalmBetween);
            return 1;
        }

        var first = _calm >= CalmBetween;
        _calm = 0;
        if (first)
            _episodes++;
        return first ? Habit : Habit >= WholeFrom ? 1 : 0;
    }

    private static double Shift(in ResidualReading reading) => Math.Abs(reading.FastMean) / FastDeviation;

    private static double Drift(in ResidualReading reading) => Math.Abs(reading.SlowMean) / SlowDeviation;

    private static double Spread(in ResidualReading reading) => Math.Max(0, (reading.FastSpread - 1) / FastSpreadDeviation);

    private static double SlowSpread(in ResidualReading reading) => Math.Max(0, (reading.SlowSpread - 1) / SlowSpreadDeviation);

    private static double Season(in ResidualReading reading) => Math.Abs(reading.SeasonMean) / SeasonDeviation;
}
