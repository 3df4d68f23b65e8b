using Anomaly.Grains.Interfaces.Anomalies;
using Anomaly.Grains.Interfaces.Incidents;
using Anomaly.Notifications.Incidents;
using Anomaly.Storage.Incidents;
using Anomaly.Storage.Tests.Backends;

namespace Anomaly.Storage.Tests.Contracts;

/// <summary>What the contracts of incidents share.</summary>
public abstract class IncidentContract(IBackend backend) : StorageContract(backend)
{
    protected IncidentFold Fold { get; } = new(new IncidentOptions());

    protected static AnomalyRecord An(string series, int number, double atSeconds = 0, AnomalySeverity severity = AnomalySeverity.Warning) =>
        Some.Anomaly(series, number) with
        {
            Timestamp = Some.Time.AddSeconds(atSeconds),
            DetectedAt = Some.Time.AddSeconds(atSeconds + 0.25),
            Severity = severity,
        };

    protected async Task EnterAsync(params AnomalyRecord[] anomalies) =>
        await Storage.Partitions.FlushAsync(await ClaimAsync(), [], anomalies, Token);

    protected Task<InboxBatch> TakeAsync(int limit = 1000) => Storage.Inbox.TakeAsync(limit, Fold, Token);

    /// <summary>Incidents, those opened first first.</summary>
    protected async Task<Incident[]> ListAsync(IncidentQuery? query = null) =>
        [.. (await Storage.Incidents.ListAsync(query ?? new(), Token)).Reverse()];

    /// <summary>The change that waits to be told, of the only incident that has one.</summary>
    protected async Task<string?> ChangeAsync() =>
        (string?)await Storage.SqlAsync("select kind || ' ' || cast(revision as text) from incident_changes");

    protected Task<object?> ForgetChangesAsync() => Storage.SqlAsync("delete from incident_changes");
}
