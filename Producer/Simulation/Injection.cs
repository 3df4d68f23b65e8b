namespace Anomaly.Producer.Simulation;

/// <summary>An anomaly that was put into a series: the truth to judge a detector by.</summary>
public sealed class Injection
{
    internal Injection(AnomalyKind kind, DateTimeOffset start, int length, double magnitude)
    {
        Kind = kind;
        Start = End = start;
        Length = length;
        Magnitude = magnitude;
    }

    /// <summary>What it is.</summary>
    public AnomalyKind Kind { get; }

    /// <summary>The time of the first sample touched.</summary>
    public DateTimeOffset Start { get; }

    /// <summary>The time of the last sample touched so far.</summary>
    public DateTimeOffset End { get; internal set; }

    /// <summary>How many samples were touched so far.</summary>
    public int Samples { get; internal set; }

    /// <summary>How many samples it touches in the end.</summary>
    public int Length { get; }

    /// <summary>
    /// Spike, shift and dropout: what was added to the (first) value, with its sign. Variance: what the noise's deviation is
    /// multiplied by in the end. Season: the part of the season that was left out of the first value. Flat: 0.
    /// </summary>
    public double Magnitude { get; }
}
