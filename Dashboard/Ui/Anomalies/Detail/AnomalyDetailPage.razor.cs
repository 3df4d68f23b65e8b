using Anomaly.Dashboard.Live;
using Anomaly.Dashboard.Ui.Shared;
using Anomaly.Grains.Interfaces.Anomalies;
using Anomaly.Storage.Anomalies;
using Microsoft.AspNetCore.Components;

namespace Anomaly.Dashboard.Ui.Anomalies.Detail;

/// <summary>One anomaly with all that explains it. What was just detected appears when the live feed says that it is saved.</summary>
public sealed partial class AnomalyDetailPage : IAsyncDisposable
{
    private const int LongestReason = 2000, LongestId = 60;

    private CancellationTokenSource _round = new();
    private Task _following = Task.CompletedTask;
    private IReadOnlyList<DecisionPanel> _panels = [];
    private IReadOnlyList<GroupContribution> _contributions = [];
    private AnomalyRecord? _record;
    private DetailState _state;
    private string? _opened;

    /// <summary>The anomaly's id, as it stands in the address.</summary>
    [Parameter] public string Id { get; set; } = "";

    [Inject] private LiveAnomalies Live { get; set; } = null!;

    [Inject] private IAnomalyStore Store { get; set; } = null!;

    [Inject] private TimeProvider Time { get; set; } = null!;

    [Inject] private ILogger<AnomalyDetailPage> Logger { get; set; } = null!;

    public async ValueTask DisposeAsync()
    {
        await _round.CancelAsync();
        await _following.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _round.Dispose();
    }

    protected override async Task OnParametersSetAsync()
    {
        if (_opened == Id)
            return;

        _opened = Id;
        await _round.CancelAsync();
        _round.Dispose();
        _round = new CancellationTokenSource();
        _state = DetailState.Loading;
        if (Guid.TryParse(Id, out var id))
            _following = FollowAsync(id, _round.Token);
        else
            (_record, _state) = (null, DetailState.Unknown);
    }

    private Task FollowAsync(Guid id, CancellationToken cancellationToken) => new LiveFrames(Live, Time).FollowAsync(
        record => record.Id == id,
        token => ReadAsync(id, token),
        events => Hear(id, events, cancellationToken),
        cancellationToken);

    private async Task ReadAsync(Guid id, CancellationToken cancellationToken)
    {
        var record = await new HistoryReader(Time, Logger).InsistAsync(token => Store.FindAsync(id, token), () => SayAway(id), cancellationToken);
        if (record is null)
            Say(Live.Unconfirmed.Contains(id) ? DetailState.Saving : DetailState.Unknown);
        else
            Show(record);
    }

    /// <summary>The feed tells that it was detected, then that it is saved.</summary>
    private void Hear(Guid id, IReadOnlyList<AnomalyEvent> events, CancellationToken cancellationToken)
    {
        if (_record?.Id == id)
            return;

        if (events.Any(live => live.Durable))
            _ = ReadAsync(id, cancellationToken);
        else if (_state == DetailState.Unknown)
            Say(DetailState.Saving);
    }

    /// <summary>What is shown stays.</summary>
    private void SayAway(Guid id)
    {
        if (_record?.Id != id)
            Say(DetailState.Away);
    }

    private void Say(DetailState state)
    {
        (_record, _state) = (null, state);
        StateHasChanged();
    }

    private void Show(AnomalyRecord record)
    {
        if (_record?.Id != record.Id)
            (_panels, _contributions) = (DecisionPicture.Of(record), GroupContributions.Of(record));

        _record = record;
        StateHasChanged();
    }

    private void Saved(AnomalyRecord record) => _record = record;
}
