namespace Anomaly.Storage.Outbox;

/// <summary>What became of a batch of changes.</summary>
/// <param name="Taken">How many were taken.</param>
/// <param name="Places">How many places in groups they were given that may be new.</param>
public readonly record struct RouteBatch(int Taken, int Places)
{
    /// <summary>How many series of an incident routes and silences look at.</summary>
    public const int MaxSeries = 100;
}
