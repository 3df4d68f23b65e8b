namespace Anomaly.Detectors.Calibration;

/// <summary>Scores by rarity, on the scale that is the same for every method.</summary>
internal static class Rarity
{
    /// <summary>Below the level, decades by which rarity must grow for the score to grow tenfold.</summary>
    private const double DecadesBelow = 1.5;

    /// <summary>Above it, decades for each further level.</summary>
    private const double DecadesAbove = 3;

    /// <summary>A score from rarity: 1 at the level, 1.5 where it is some 30 times rarer, 3 where it is a million times rarer.</summary>
    /// <param name="decades">−log10 of the chance of a measure.</param>
    /// <param name="level">The decades at which there is an alarm.</param>
    public static double Score(double decades, double level)
    {
        var beyond = decades - level;
        return decades <= 0 ? 0 : beyond > 0 ? 1 + (beyond / DecadesAbove) : Math.Pow(10, beyond / DecadesBelow);
    }
}
