using System.Threading.Channels;
using Anomaly.Dashboard.Live;
using Anomaly.Dashboard.Overview;
using Microsoft.AspNetCore.Components;

namespace Anomaly.Dashboard.Ui.Overview;

/// <summary>All at a glance. What it shows is drawn once for all pages; a page renders once a second at the most.</summary>
public sealed partial class OverviewPage : IAsyncDisposable
{
    private static readonly TimeSpan Frame = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan BetweenAnnouncements = TimeSpan.FromSeconds(5);

    private readonly CancellationTokenSource _gone = new();
    private readonly Channel<bool> _news = Channel.CreateBounded<bool>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });
    private PartWatch<OverviewSnapshot>? _hour, _range;
    private PartWatch<LatestSnapshot>? _latest;
    private Task? _showing;
    private DateTimeOffset? _silentSince;
    private DateTimeOffset _announcedAt;
    private long? _announced;
    private string _announcement = "";

    /// <summary>How far back to look, such as <c>6h</c>.</summary>
    [SupplyParameterFromQuery(Name = "range")] public string? RangeName { get; set; }

    [Inject] private OverviewModel Model { get; set; } = null!;

    [Inject] private ClusterWatch Cluster { get; set; } = null!;

    [Inject] private TimeProvider Time { get; set; } = null!;

    private OverviewRange Range { get; set; } = OverviewRange.Hour;

    // All that is rendered is taken once, so that the parts of a page agree.
    private OverviewSnapshot? Hour { get; set; }

    private OverviewSnapshot? Shown { get; set; }

    private LatestSnapshot? Latest { get; set; }

    private ClusterFigures? Figures { get; set; }

    private DateTimeOffset? AwaySince => Shown?.AwaySince;

    /// <summary>Since when the cluster is silent; null where it is not, or was not yet given the time to speak.</summary>
    private DateTimeOffset? SilentSince => _silentSince;

    // The history's count is as old as its reading; the cluster may have met more since.
    private string? SeriesValue => Hour?.Series is null && Figures is null ? null : OverviewText.Number(Math.Max(Hour?.Series ?? 0, Figures?.ActiveSeries ?? 0));

    private string? ActiveNote => Figures is null || _silentSince is not null ? null : $"{OverviewText.Number(Figures.ActiveSeries)} active now";

    private string? PartitionsNote => Figures?.Partitions switch
    {
        null => null,
        1 => "from 1 partition",
        var partitions => $"from {partitions} partitions",
    };

    private string? LagNote => Figures switch
    {
        null => null,
        { Lag: null } => "not known",
        { WorstLag: 0 } => "all caught up",
        _ => $"worst {OverviewText.Number(Figures.WorstLag)} on partition {Figures.WorstPartition}",
    };

    private string? SilosNote => Figures is null ? null : Figures.Ready == Figures.Silos ? "all well" : $"{Figures.Silos - Figures.Ready} not ready";

    public async ValueTask DisposeAsync()
    {
        Cluster.Changed -= Tell;
        await _gone.CancelAsync();
        if (_showing is not null)
            await _showing.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);

        _hour?.Dispose();
        _range?.Dispose();
        _latest?.Dispose();
        _gone.Dispose();
    }

    protected override void OnInitialized()
    {
        Cluster.Changed += Tell;
        _hour = Model.Watch(OverviewRange.Hour, Tell);
        _latest = Model.WatchLatest(Tell);
    }

    protected override void OnParametersSet()
    {
        var range = OverviewRange.Of(RangeName);
        if (_range is null || range != Range)
        {
            var before = _range;
            Range = range;
            _range = Model.Watch(range, Tell);
            before?.Dispose();
        }

        Look();
        _showing ??= ShowAsync(_gone.Token);
    }

    private static bool IsKnown(OverviewSnapshot? snapshot) => snapshot is { Loaded: true } or { AwaySince: not null };

    private void Tell() => _news.Writer.TryWrite(true);

    private async Task ShowAsync(CancellationToken cancellationToken)
    {
        try
        {
            while (await _news.Reader.WaitToReadAsync(cancellationToken))
            {
                _news.Reader.TryRead(out _);
                Look();
                StateHasChanged();
                await Task.Delay(Frame, Time, cancellationToken);
            }
        }
        catch (Exception exception) when (!cancellationToken.IsCancellationRequested)
        {
            // Otherwise the page would stand still without a word.
            await DispatchExceptionAsync(exception);
        }
    }

    private void Look()
    {
        (Hour, Shown, Latest) = (_hour!.Current, _range!.Current, _latest!.Current);
        Figures = Cluster.Current is { } status ? ClusterFigures.Of(status) : null;
        if (Cluster.IsConnected || Cluster.Age <= ClusterWatch.Patience)
            _silentSince = null;
        else
            _silentSince ??= Time.GetUtcNow() - Cluster.Age;

        Announce();
    }

    private void Announce()
    {
        if (Latest is not { Rows.Count: > 0 } latest)
            return;

        var now = Time.GetUtcNow();
        var arrived = latest.Arrived - (_announced ??= latest.Arrived);
        if (arrived <= 0 || now - _announcedAt < BetweenAnnouncements)
            return;

        (_announced, _announcedAt) = (latest.Arrived, now);
        var series = latest.Rows[0].Record.MetricName;
        _announcement = arrived == 1 ? $"New anomaly of {series}" : $"{OverviewText.Number(arrived)} new anomalies, the newest of {series}";
    }
}
