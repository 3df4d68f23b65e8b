namespace Anomaly.Storage.Incidents;

/// <summary>How many incidents go on.</summary>
/// <param name="Critical">Those that are critical.</param>
/// <param name="Warning">Those that are warnings.</param>
/// <param name="Info">Those that are less.</param>
/// <param name="Acknowledged">Those that somebody looks after, of whatever severity.</param>
public sealed record FiringIncidents(long Critical, long Warning, long Info, long Acknowledged)
{
    /// <summary>All of them.</summary>
    public long Total => Critical + Warning + Info;
}
