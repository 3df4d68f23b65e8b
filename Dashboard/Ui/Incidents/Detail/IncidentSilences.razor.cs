using Anomaly.Dashboard.Ui.Notifications;
using Anomaly.Dashboard.Ui.Shared;
using Anomaly.Grains.Interfaces.Incidents;
using Anomaly.Notifications.Silences;
using Microsoft.AspNetCore.Components;

namespace Anomaly.Dashboard.Ui.Incidents.Detail;

/// <summary>The silences that mute the incident now; nothing where it is told, or over.</summary>
public sealed partial class IncidentSilences : IAsyncDisposable
{
    private const int LongestAuthor = 60, LongestComment = 200;

    /// <summary>Nobody tells of silences that others make, and they begin and end by themselves.</summary>
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(30);

    private readonly LatestReading _reading = new();
    private IReadOnlyList<Silence> _silences = [];
    private long? _asked;

    /// <summary>The incident.</summary>
    [Parameter, EditorRequired] public Incident Incident { get; set; } = null!;

    [Inject] private SilenceBook Book { get; set; } = null!;

    [Inject] private TimeProvider Time { get; set; } = null!;

    [Inject] private ILogger<IncidentSilences> Logger { get; set; } = null!;

    public ValueTask DisposeAsync() => _reading.DisposeAsync();

    protected override void OnParametersSet()
    {
        if (_asked == Incident.Revision)
            return;

        _asked = Incident.Revision;
        if (Incident.Status != IncidentStatus.Firing)
            _silences = [];

        var incident = Incident;
        _reading.Begin(token => incident.Status == IncidentStatus.Firing ? FollowAsync(incident, token) : Task.CompletedTask);
    }

    private async Task FollowAsync(Incident incident, CancellationToken cancellationToken)
    {
        var sets = IncidentSets.ForSilences(incident);
        while (true)
        {
            await new HistoryReader(Time, Logger).TryAsync(
                async token =>
                {
                    var current = await Book.GetCurrentAsync(token);
                    token.ThrowIfCancellationRequested();
                    _silences = current.Mutes(sets, Time.GetUtcNow());
                },
                cancellationToken);
            StateHasChanged();
            await Task.Delay(Pause, Time, cancellationToken);
        }
    }
}
