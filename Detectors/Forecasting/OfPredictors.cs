using System.Runtime.CompilerServices;

namespace Anomaly.Detectors.Forecasting;

/// <summary>A value for each predictor.</summary>
[InlineArray(Predictors.Count)]
internal struct OfPredictors<T>
{
    private T _first;
}
