using System.Runtime.CompilerServices;

namespace Anomaly.Detectors.Forecasting;

/// <summary>A value for each block of four hours of the week.</summary>
[InlineArray(Seasons.WeekBlocks)]
internal struct OfWeek<T>
{
    private T _first;
}
