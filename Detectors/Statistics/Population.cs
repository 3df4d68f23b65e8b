namespace Anomaly.Detectors.Statistics;

/// <summary>Mean and population standard deviation that stay exact for constants and finite for every finite input.</summary>
internal static class Population
{
    // Between these, a sum of squares has neither overflowed nor lost digits to denormal numbers.
    private const double SmallestSquare = 1e-280;
    private const double LargestSquare = 1e300;

    public static double Mean(ReadOnlySpan<double> values)
    {
        // Relative to the first value: equal values then have exactly themselves as mean, without rounding noise.
        var pivot = values[0];
        var sum = 0.0;
        foreach (var value in values)
            sum += value - pivot;

        var mean = pivot + sum / values.Length;
        return double.IsFinite(mean) ? mean : MeanOfHuge(values);
    }

    public static double StandardDeviation(ReadOnlySpan<double> values, double mean)
    {
        var squares = 0.0;
        foreach (var value in values)
        {
            var difference = value - mean;
            squares += difference * difference;
        }

        return squares is > SmallestSquare and < LargestSquare
            ? Math.Sqrt(squares / values.Length)
            : ScaledDeviation(values, mean);
    }

    private static double MeanOfHuge(ReadOnlySpan<double> values)
    {
        var mean = 0.0;
        foreach (var value in values)
            mean += value / values.Length;

        return Finite.Clamp(mean);
    }

    private static double ScaledDeviation(ReadOnlySpan<double> values, double mean)
    {
        var largest = 0.0;
        foreach (var value in values)
            largest = Math.Max(largest, Math.Abs(Finite.Clamp(value - mean)));

        if (largest == 0)
            return 0;

        var squares = 0.0;
        foreach (var value in values)
        {
            var part = Finite.Clamp(value - mean) / largest;
            squares += part * part;
        }

        return largest * Math.Sqrt(squares / values.Length);
    }
}
