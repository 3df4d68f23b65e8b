namespace Anomaly.Detectors.Forecasting;

/// <summary>The tests of one value: averages with it, and what they say.</summary>
internal struct ResidualReading
{
    /// <summary>The error in standard deviations, with its sign.</summary>
    public double Z;

    public double FastMean;
    public double SlowMean;
    public double FastSpread;
    public double SlowSpread;
    public double SeasonMean;

    /// <summary>How often the value was seen in a row, with this one.</summary>
    public int Run;

    /// <summary>The strongest test.</summary>
    public ResidualTest Strongest;

    /// <summary>−log10 of the chance that an ordinary value tests this strongly.</summary>
    public double Evidence;

    /// <summary>Takes a test's result where it is the strongest yet.</summary>
    public void Offer(ResidualTest test, double evidence)
    {
        if (evidence > Evidence)
            (Strongest, Evidence) = (test, evidence);
    }
}
