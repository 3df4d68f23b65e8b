namespace Anomaly.Storage.Retention;

/// <summary>A place in the order in which history grows old.</summary>
/// <param name="At">The time that it is in the order by.</param>
/// <param name="Id">The id; empty where the time alone is the order.</param>
public readonly record struct PruneCursor(DateTimeOffset At, Guid Id)
{
    /// <summary>Before all there is.</summary>
    public static PruneCursor Start => new(DateTimeOffset.UnixEpoch.AddYears(-1900), Guid.Empty);
}
