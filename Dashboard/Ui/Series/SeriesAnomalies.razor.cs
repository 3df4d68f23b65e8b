using Anomaly.Dashboard.Live;
using Anomaly.Dashboard.Ui.Anomalies;
using Anomaly.Dashboard.Ui.Shared;
using Anomaly.Grains.Interfaces.Anomalies;
using Anomaly.Storage.Anomalies;
using Microsoft.AspNetCore.Components;

namespace Anomaly.Dashboard.Ui.Series;

/// <summary>The latest anomalies of a series, from the history and then live.</summary>
public sealed partial class SeriesAnomalies : IAsyncDisposable
{
    private const int History = 200, Buffer = 1000, LatestRows = 10;
    private static readonly TimeSpan Frame = TimeSpan.FromMilliseconds(250);
    private static readonly TimeSpan BetweenAnnouncements = TimeSpan.FromSeconds(5);

    private readonly CancellationTokenSource _gone = new();
    private readonly AnomalyBoard _board = new(History);
    private Task _following = Task.CompletedTask;
    private bool _loaded, _away;
    private string _announcement = "";
    private DateTimeOffset? _announcedAt;

    /// <summary>The series' id.</summary>
    [Parameter, EditorRequired] public string Id { get; set; } = "";

    /// <summary>Is told of all anomalies that were heard of.</summary>
    [Parameter] public EventCallback<IReadOnlyList<AnomalyRecord>> OnAnomalies { get; set; }

    [Inject] private IAnomalyStore Store { get; set; } = null!;

    [Inject] private LiveAnomalies Live { get; set; } = null!;

    [Inject] private TimeProvider Time { get; set; } = null!;

    [Inject] private ILogger<SeriesAnomalies> Logger { get; set; } = null!;

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await _gone.CancelAsync();
        await _following.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _gone.Dispose();
    }

    /// <inheritdoc/>
    protected override void OnInitialized() => _following = FollowAsync(_gone.Token);

    /// <summary>Subscribes before it reads, so that nothing falls between; begins anew where the subscription ends.</summary>
    private async Task FollowAsync(CancellationToken cancellationToken)
    {
        while (!cancellationToken.IsCancellationRequested)
        {
            using var subscription = Live.Subscribe(Buffer, record => string.Equals(record.MetricName, Id, StringComparison.Ordinal));
            using var round = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
            var loading = LoadAsync(round.Token);
            while (await subscription.Events.WaitToReadAsync(cancellationToken))
            {
                var batch = new List<AnomalyEvent>();
                while (batch.Count < Buffer && subscription.Events.TryRead(out var live))
                    batch.Add(live);

                Announce(_board.Apply(batch), batch[^1].Record);
                await ShowAsync([.. batch.Select(live => live.Record)]);
                await Task.Delay(Frame, Time, cancellationToken);
            }

            await round.CancelAsync();
            await loading.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing | ConfigureAwaitOptions.ContinueOnCapturedContext);
        }
    }

    private async Task LoadAsync(CancellationToken cancellationToken)
    {
        var newest = await new HistoryReader(Time, Logger).InsistAsync(
            end => Store.QueryAsync(new AnomalyQuery { Series = Id, Limit = History }, end),
            () =>
            {
                _away = true;
                StateHasChanged();
            },
            cancellationToken);
        _board.Load(newest);
        (_away, _loaded) = (false, true);
        await ShowAsync(newest);
    }

    private Task ShowAsync(IReadOnlyList<AnomalyRecord> anomalies)
    {
        StateHasChanged();
        return OnAnomalies.InvokeAsync(anomalies);
    }

    private void Announce(int added, AnomalyRecord newest)
    {
        var now = Time.GetUtcNow();
        if (added == 0 || now - _announcedAt < BetweenAnnouncements)
            return;

        _announcedAt = now;
        _announcement = added == 1 ? $"New anomaly: {newest.Reason}" : $"{added} new anomalies; the newest: {newest.Reason}";
    }
}
