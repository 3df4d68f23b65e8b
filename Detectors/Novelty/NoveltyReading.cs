namespace Anomaly.Detectors.Novelty;

/// <summary>What a value completes, and how new that is.</summary>
internal struct NoveltyReading
{
    /// <summary>The value, held near the range of what came before.</summary>
    public double Bounded;

    public HalfBlock Half;

    /// <summary>Whether the value completes a half-block.</summary>
    public bool Completes;

    /// <summary>What stands for the block that it completes.</summary>
    public double Stand;

    /// <summary>Whether there is a pattern to compare.</summary>
    public bool HasPattern;

    public Pattern Pattern;

    /// <summary>The most similar prototype; −1 where there is none.</summary>
    public int Nearest;

    /// <summary>The distance to it: 0 is the same, 1 about the whole range.</summary>
    public double Distance;

    /// <summary>The distance as a multiple of what is usual.</summary>
    public double Ratio;

    /// <summary>−log10 of the chance that an ordinary pattern is this new; 0 where there is none.</summary>
    public double Evidence;
}
