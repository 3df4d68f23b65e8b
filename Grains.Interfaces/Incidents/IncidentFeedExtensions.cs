namespace Anomaly.Grains.Interfaces.Incidents;

/// <summary>For whoever changes incidents.</summary>
public static class IncidentFeedExtensions
{
    /// <summary>Tells those who look that incidents changed. Nobody waits for it: what it is about is written.</summary>
    /// <param name="grains">The cluster.</param>
    public static void TellIncidentsChanged(this IGrainFactory grains)
    {
        ArgumentNullException.ThrowIfNull(grains);
        grains.GetGrain<IIncidentFeedGrain>(0).TellAsync().Ignore();
    }
}
