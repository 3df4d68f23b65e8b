using Anomaly.Grains.Interfaces.Incidents;
using Anomaly.Storage.Incidents;

namespace Anomaly.Notifications.Incidents;

/// <summary>
/// Makes incidents of anomalies (docs/incidents.md): state and anomalies in, state out. It reads no clock; how old an anomaly was when
/// it was detected stands in the anomaly. Taken one by one in an order, anomalies make the same incidents however that order is cut into batches.
/// </summary>
public sealed class IncidentFold : IIncidentFold
{
    private readonly IncidentOptions _options;
    private readonly IReadOnlyList<string> _groupLabels;

    /// <summary>Creates the fold.</summary>
    /// <param name="options">What an incident is.</param>
    public IncidentFold(IncidentOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        _options = options;
        _groupLabels = options.GroupLabels;
    }

    /// <inheritdoc/>
    public TimeSpan Reach => _options.QuietGap;

    /// <inheritdoc/>
    public string KeyOf(string series, IReadOnlyDictionary<string, string> labels) => IncidentKey.Of(_groupLabels, series, labels);

    /// <inheritdoc/>
    public FoldedKey Fold(string key, IReadOnlyList<Incident> known, IReadOnlyList<InboxAnomaly> anomalies)
    {
        ArgumentNullException.ThrowIfNull(known);
        ArgumentNullException.ThrowIfNull(anomalies);
        var chain = new IncidentChain(key, known, _options);
        var homes = new Guid[anomalies.Count];
        for (var i = 0; i < homes.Length; i++)
            homes[i] = chain.Count(anomalies[i]);
        return new(chain.Changed, homes);
    }
}
