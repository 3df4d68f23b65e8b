using Anomaly.Dashboard.Ui.Incidents.Listing;
using Anomaly.Dashboard.Ui.Shared;
using Anomaly.Grains.Interfaces.Incidents;
using Anomaly.Storage.Incidents;
using Microsoft.AspNetCore.Components;

namespace Anomaly.Dashboard.Ui.Incidents.Detail;

/// <summary>A page of the incident's series, read again where it changed.</summary>
public sealed partial class IncidentSeriesPanel : IAsyncDisposable
{
    private const int PageSize = 20, LongestId = 160;

    private readonly LatestReading _reading = new();
    private IReadOnlyList<IncidentSeries>? _page;
    private (long, string?)? _asked;
    private bool _away;

    /// <summary>The incident.</summary>
    [Parameter, EditorRequired] public Incident Incident { get; set; } = null!;

    /// <summary>The series after which the page begins; null for the first page.</summary>
    [Parameter] public string? After { get; set; }

    [Inject] private IIncidentStore Store { get; set; } = null!;

    [Inject] private TimeProvider Time { get; set; } = null!;

    [Inject] private ILogger<IncidentSeriesPanel> Logger { get; set; } = null!;

    public ValueTask DisposeAsync() => _reading.DisposeAsync();

    protected override void OnParametersSet()
    {
        // A change of people's doing has a new revision too; it is rare.
        if (_asked == (Incident.Revision, After))
            return;

        _asked = (Incident.Revision, After);
        var after = After?.Contains('\0', StringComparison.Ordinal) == true ? null : After;
        _reading.Begin(token => ReadAsync(after, token));
    }

    private string Address(string after) => AddressQuery.Join(IncidentAddress.Of(Incident.Id), [("series_after", after)]);

    private async Task ReadAsync(string? after, CancellationToken cancellationToken)
    {
        _page = await new HistoryReader(Time, Logger).InsistAsync(
            token => Store.ListSeriesAsync(Incident.Id, after, PageSize + 1, token),
            () =>
            {
                _away = true;
                StateHasChanged();
            },
            cancellationToken);
        _away = false;
        StateHasChanged();
    }
}
