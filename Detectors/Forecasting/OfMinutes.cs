using System.Runtime.CompilerServices;

namespace Anomaly.Detectors.Forecasting;

/// <summary>A value for each twelfth of the hour.</summary>
[InlineArray(Seasons.Minutes)]
internal struct OfMinutes<T>
{
    private T _first;
}
