namespace Anomaly.Detectors.Records;

/// <summary>How far a value breaks the records.</summary>
internal struct RecordReading
{
    /// <summary>The larger margin by which the value, or its distance from the hour's mean, lies outside; in widths of the range.</summary>
    public double Margin;

    /// <summary>Whether it is the distance from the hour's mean that breaks the record.</summary>
    public bool OfHour;

    /// <summary>The distance from the hour's mean.</summary>
    public double Error;

    /// <summary>The same as if every hour spread alike.</summary>
    public double FromHour;

    /// <summary>What of that is new.</summary>
    public double News;

    /// <summary>The mean distance of values from their mean, with this one.</summary>
    public double Spread;

    public double Mean;
}
