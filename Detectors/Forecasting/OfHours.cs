using System.Runtime.CompilerServices;

namespace Anomaly.Detectors.Forecasting;

/// <summary>A value for each hour of the day.</summary>
[InlineArray(Seasons.Hours)]
internal struct OfHours<T>
{
    private T _first;
}
