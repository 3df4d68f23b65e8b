namespace Anomaly.Detectors.Forecasting;

/// <summary>What is expected of a value, and how far ordinary ones lie from it. In scaled units.</summary>
internal ref struct Forecast
{
    public required SeasonPlace Place;

    /// <summary>The expected value.</summary>
    public required double Expected;

    /// <summary>The usual distance from it, as a standard deviation.</summary>
    public required double Deviation;

    /// <summary>Level; level and day; level, day and week.</summary>
    public required Span<double> Bases;

    /// <summary>All predictions, of which the best is <see cref="Expected"/>.</summary>
    public required Span<double> Predictions;
}
