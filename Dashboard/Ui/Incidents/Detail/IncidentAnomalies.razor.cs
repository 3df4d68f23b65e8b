using Anomaly.Dashboard.Ui.Anomalies.Listing;
using Anomaly.Dashboard.Ui.Shared;
using Anomaly.Grains.Interfaces.Anomalies;
using Anomaly.Grains.Interfaces.Incidents;
using Anomaly.Storage.Anomalies;
using Microsoft.AspNetCore.Components;

namespace Anomaly.Dashboard.Ui.Incidents.Detail;

/// <summary>The incident's newest anomalies, read again where more were counted.</summary>
public sealed partial class IncidentAnomalies : IAsyncDisposable
{
    private const int Newest = 100, Rows = 12, LongestId = 120, LongestReason = 300;

    private readonly LatestReading _reading = new();
    private readonly HashSet<Guid> _fresh = [];
    private IReadOnlyList<AnomalyRecord>? _records;
    private long? _asked;
    private bool _away;

    /// <summary>The incident.</summary>
    [Parameter, EditorRequired] public Incident Incident { get; set; } = null!;

    [Inject] private IAnomalyStore Store { get; set; } = null!;

    [Inject] private TimeProvider Time { get; set; } = null!;

    [Inject] private ILogger<IncidentAnomalies> Logger { get; set; } = null!;

    private string AllAddress => ViewAddress.Of(new AnomalyView { Incident = Incident.Id });

    public ValueTask DisposeAsync() => _reading.DisposeAsync();

    protected override void OnParametersSet()
    {
        if (_asked == Incident.AnomalyCount)
            return;

        _asked = Incident.AnomalyCount;
        _reading.Begin(ReadAsync);
    }

    private async Task ReadAsync(CancellationToken cancellationToken)
    {
        var records = await new HistoryReader(Time, Logger).InsistAsync(
            token => Store.QueryAsync(new AnomalyQuery { Incident = Incident.Id, Limit = Newest }, token),
            () =>
            {
                _away = true;
                StateHasChanged();
            },
            cancellationToken);
        if (_records is { } before)
            _fresh.UnionWith(records.Select(record => record.Id).Except(before.Select(record => record.Id)));

        (_records, _away) = (records, false);
        StateHasChanged();
    }
}
