using Anomaly.Grains.Interfaces.Anomalies;
using Anomaly.Grains.Interfaces.Incidents;

namespace Anomaly.Storage.Outbox;

/// <summary>An incident in a group: what it is now, and what the channel was told of it.</summary>
public sealed record GroupMember
{
    /// <summary>The incident.</summary>
    public required Guid Incident { get; init; }

    /// <summary>Whether it goes on; null where the incident is gone from the database.</summary>
    public IncidentStatus? Status { get; init; }

    /// <summary>Its severity.</summary>
    public AnomalySeverity Severity { get; init; }

    /// <summary>Its labels.</summary>
    public IReadOnlyDictionary<string, string> Labels { get; init; } = new Dictionary<string, string>();

    /// <summary>Its methods.</summary>
    public IReadOnlyList<string> Methods { get; init; } = [];

    /// <summary>Up to <see cref="RouteBatch.MaxSeries"/> of its series; empty where <see cref="IGroupLooker.ReadsSeries"/> is false.</summary>
    public IReadOnlyList<string> Series { get; init; } = [];

    /// <summary>How many series it has.</summary>
    public int SeriesCount { get; init; }

    /// <summary>Whether somebody looks after it.</summary>
    public bool Acknowledged { get; init; }

    /// <summary>The severity that the channel was told it fires with; null where it was not told that it fires.</summary>
    public AnomalySeverity? Told { get; init; }

    /// <summary>Whether the channel was told that somebody looks after it.</summary>
    public bool ToldAcknowledged { get; init; }

    /// <summary>Whether it fired at the last look and was not told, because of a silence or because its channel was closed.</summary>
    public bool WasMuted { get; init; }
}
