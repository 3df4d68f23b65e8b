using Anomaly.Detectors.Snapshots;

namespace Anomaly.Detectors.Forecasting;

/// <summary>
/// Expects the next value from level, seasons and what the last values were, with a scale of its error that may differ by the hour.
/// </summary>
internal struct SeasonalForecast
{
    private const double SlowestLevel = 0.002;
    private const double SlowestScale = 0.01;
    private const double FarthestDeviations = 6;
    private const int TrustsOutliersUntil = 30;

    /// <summary>A standard deviation in mean absolute deviations, for normal noise.</summary>
    private const double DeviationOfMean = 1.2533;

    private double _level;
    private double _seasonalLevel;
    private double _scale;
    private float _seasonalScale;
    private Seasons _seasons;
    private Predictors _predictors;
    private OfHours<float> _hourScale;

    public static SeasonalForecast New => new() { _predictors = Predictors.New };

    public readonly bool IsSeasonal => _predictors.IsSeasonal;

    /// <summary>The mean distance from what level and season of the day alone would say.</summary>
    public readonly double SeasonalScale => _seasonalScale;

    /// <param name="timestampMs">The time of the value.</param>
    /// <param name="bases">Room for <see cref="Predictors.Bases"/>.</param>
    /// <param name="predictions">Room for <see cref="Predictors.Count"/>.</param>
    public readonly Forecast Predict(long timestampMs, Span<double> bases, Span<double> predictions)
    {
        var place = new SeasonPlace(timestampMs);
        bases[0] = _level;
        bases[1] = _seasonalLevel + _seasons.Day(place);
        bases[2] = bases[1] + _seasons.Week(place);
        return new Forecast
        {
            Place = place,
            Expected = _predictors.Predict(bases, predictions),
            Deviation = DeviationOfMean * _scale * Math.Sqrt(Math.Max(1 + _hourScale[place.Hour], 0.1f)),
            Bases = bases,
            Predictions = predictions,
        };
    }

    /// <summary>Learns the value that was predicted.</summary>
    public void Learn(double value, in Forecast forecast, in Rhythm rhythm, int seen)
    {
        var fresh = 1.0 / (seen + 1);
        // What lies far off moves the state by a bounded step: the state follows a new level, but not a single spike.
        var trusts = seen < TrustsOutliersUntil;
        var farthest = trusts ? double.MaxValue : FarthestDeviations * forecast.Deviation;
        var counted = Math.Min(Math.Abs(value - forecast.Expected), farthest);
        _scale += Math.Max(fresh, SlowestScale) * (counted - _scale);
        if (_scale > 0)
            _hourScale[forecast.Place.Hour] += (float)(SlowestScale * (Math.Min(counted / _scale, 5) - 1 - _hourScale[forecast.Place.Hour]));

        var seasonal = Math.Abs(value - forecast.Bases[1]) * DeviationOfMean;
        _seasonalScale += (float)Math.Max(fresh, 0.005) * ((float)(trusts ? seasonal : Math.Min(seasonal, FarthestDeviations * _seasonalScale)) - _seasonalScale);

        _predictors.Learn(value, forecast.Bases, forecast.Predictions, _scale, seen);

        var step = trusts ? double.MaxValue : farthest + (4 * _scale);
        var rate = Math.Max(fresh, SlowestLevel);
        var day = Math.Clamp(value - forecast.Bases[1], -step, step);
        _level += rate * Math.Clamp(value - forecast.Bases[0], -step, step);
        _seasonalLevel += rate * day;
        _seasons.Learn(forecast.Place, day, Math.Clamp(value - forecast.Bases[2], -step, step), rhythm);
    }

    public void Transfer<T>(ref T state)
        where T : IStateTransfer, allows ref struct
    {
        state.Value(ref _level);
        state.Value(ref _seasonalLevel);
        state.Value(ref _scale);
        state.Value(ref _seasonalScale);
        state.Values(_hourScale);
        _seasons.Transfer(ref state);
        _predictors.Transfer(ref state);
    }
}
