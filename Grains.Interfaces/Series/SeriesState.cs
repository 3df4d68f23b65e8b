namespace Anomaly.Grains.Interfaces.Series;

/// <summary>How a series is. On the wire in snake_case: <c>unknown</c>, <c>warming_up</c>, <c>active</c>, <c>silent</c>.</summary>
public enum SeriesState
{
    /// <summary>No sample was ever seen.</summary>
    Unknown = 0,

    /// <summary>A method still needs more samples before it can alarm.</summary>
    WarmingUp = 1,

    /// <summary>Every method can alarm.</summary>
    Active = 2,

    /// <summary>No sample came for a while.</summary>
    Silent = 3,
}
