using Anomaly.Detectors.Snapshots;

namespace Anomaly.Detectors.Forecasting;

/// <summary>
/// Several simple predictions of the next value, of which the one with the smallest recent error is believed: the level alone, and
/// what remains above level, season of the day, or season of the week carried on from moving averages of three speeds, by
/// regression. For white noise that is the mean, for an autoregressive series its last value times its memory.
/// </summary>
/// <remarks>Following the best of several predictors: Cesa-Bianchi and Lugosi, "Prediction, Learning, and Games", 2006.</remarks>
internal struct Predictors
{
    /// <summary>Three speeds over each of level, day and week, and the level alone.</summary>
    public const int Count = (Bases * Speeds) + 1;
    public const int Bases = 3;

    private const int Speeds = 3;
    private const int LevelAlone = Count - 1;
    private const double Better = 0.97;
    private const double SlowestRegression = 0.005;
    private const double SlowestError = 0.01;
    private const double FarthestScaled = 8;

    private OfPredictors<double> _average;
    private OfPredictors<float> _covariance;
    private OfPredictors<float> _variance;
    private OfPredictors<float> _error;
    private int _best;

    /// <summary>Whether the prediction that is believed knows the season of a day.</summary>
    public readonly bool IsSeasonal => _best is >= Speeds and < LevelAlone;

    private static ReadOnlySpan<double> Alpha => [1, 0.3, 0.06];

    public static Predictors New => new() { _best = LevelAlone };

    /// <param name="bases">Level; level and day; level, day and week.</param>
    /// <param name="predictions">Room for all predictions.</param>
    /// <returns>The one that is believed.</returns>
    public readonly double Predict(ReadOnlySpan<double> bases, Span<double> predictions)
    {
        for (var i = 0; i < LevelAlone; i++)
        {
            var memory = _variance[i] > 0 ? Math.Clamp(_covariance[i] / _variance[i], 0, 1) : 0;
            predictions[i] = bases[i / Speeds] + (memory * _average[i]);
        }

        predictions[LevelAlone] = bases[0];
        return predictions[_best];
    }

    /// <param name="value">What came.</param>
    /// <param name="bases">As they were when it was predicted.</param>
    /// <param name="predictions">The predictions of it.</param>
    /// <param name="scale">The mean error of the prediction that is believed.</param>
    /// <param name="seen">How many values came before.</param>
    public void Learn(double value, ReadOnlySpan<double> bases, ReadOnlySpan<double> predictions, double scale, int seen)
    {
        var regression = (float)Math.Max(1.0 / (seen + 1), SlowestRegression);
        var fading = (float)Math.Max(1.0 / (seen + 1), SlowestError);
        var most = seen < 30 ? 1e30 : FarthestScaled * scale;
        for (var i = 0; i < LevelAlone; i++)
        {
            var residual = value - bases[i / Speeds];
            if (scale > 0)
            {
                var now = (float)Math.Clamp(residual / scale, -FarthestScaled, FarthestScaled);
                var before = (float)Math.Clamp(_average[i] / scale, -FarthestScaled, FarthestScaled);
                _covariance[i] += regression * ((now * before) - _covariance[i]);
                _variance[i] += regression * ((before * before) - _variance[i]);
            }

            _average[i] += Alpha[i % Speeds] * (residual - _average[i]);
            LearnError(i, value - predictions[i], most, fading);
        }

        LearnError(LevelAlone, value - predictions[LevelAlone], most, fading);
        Choose();
    }

    public void Transfer<T>(ref T state)
        where T : IStateTransfer, allows ref struct
    {
        Span<double> averages = _average;
        foreach (ref var average in averages)
            state.Value(ref average);
        state.Values(_covariance);
        state.Values(_variance);
        state.Values(_error);
        state.Value(ref _best);
        _best = Math.Clamp(_best, 0, LevelAlone);
    }

    private void LearnError(int index, double error, double most, float fading) =>
        _error[index] += fading * ((float)Math.Min(Math.Abs(error), most) - _error[index]);

    private void Choose()
    {
        var best = _best;
        for (var i = 0; i < Count; i++)
        {
            if (_error[i] < _error[best])
                best = i;
        }

        if (_error[best] < Better * _error[_best])
            _best = best;
    }
}
