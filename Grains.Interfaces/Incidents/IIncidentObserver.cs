using Orleans.Concurrency;

namespace Anomaly.Grains.Interfaces.Incidents;

/// <summary>Is told that incidents changed.</summary>
[Alias("anomaly.incident.observer")]
public interface IIncidentObserver : IGrainObserver
{
    /// <summary>Incidents changed; four times a second at the most.</summary>
    /// <param name="state">The state of all incidents, as <see cref="IIncidentFeedGrain.WatchAsync"/> answers it.</param>
    [Alias("changed"), OneWay] Task OnChangedAsync(Guid state);
}
