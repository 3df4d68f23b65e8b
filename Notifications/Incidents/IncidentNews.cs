using Anomaly.Grains.Interfaces.Incidents;
using Anomaly.Notifications.Outbox;

namespace Anomaly.Notifications.Incidents;

/// <summary>Says that incidents changed, to those who tell of them and to those who look. Said after it is written; nobody has to hear it, for everyone looks by themselves too.</summary>
/// <param name="signals">Wakes the workers of this process.</param>
/// <param name="grains">The cluster; null in a process that is not in one.</param>
internal sealed class IncidentNews(WorkSignals signals, IGrainFactory? grains = null)
{
    public void Tell()
    {
        signals.Changes.Set();
        grains?.TellIncidentsChanged();
    }
}
