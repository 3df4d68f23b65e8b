using Anomaly.Dashboard.Live;
using Anomaly.Dashboard.Settings;
using Anomaly.Dashboard.Ui.Anomalies;
using Anomaly.Dashboard.Ui.Shared;
using Anomaly.Grains.Interfaces.Anomalies;
using Anomaly.Grains.Interfaces.Series;
using Anomaly.Grains.Interfaces.Settings;
using Anomaly.Storage.Series;
using Microsoft.AspNetCore.Components;
using Microsoft.JSInterop;

namespace Anomaly.Dashboard.Ui.Series;

/// <summary>One series: what is known of it, its points as they come, its settings and its latest anomalies.</summary>
public sealed partial class SeriesView : IAsyncDisposable
{
    private static readonly TimeSpan Frame = TimeSpan.FromMilliseconds(250);

    private readonly CancellationTokenSource _gone = new();
    private readonly SeriesTrace _trace = new(SeriesWatch.Kept);
    private Task _finding = Task.CompletedTask;
    private SeriesSubscription? _watch;
    private SeriesChart? _chart;
    private SeriesFacts? _facts;
    private ElementReference _heading;
    private SeriesInfo? _info;
    private SeriesStatus? _status;
    private DateTimeOffset? _heardAt;
    private bool? _answers;
    private bool _missing, _away;

    /// <summary>The series' id.</summary>
    [Parameter, EditorRequired] public string Id { get; set; } = "";

    [Inject] private ISeriesCatalog Catalog { get; set; } = null!;

    [Inject] private SeriesWatch Watch { get; set; } = null!;

    [Inject] private LiveAnomalies Live { get; set; } = null!;

    [Inject] private SettingsFollower Settings { get; set; } = null!;

    [Inject] private TimeProvider Time { get; set; } = null!;

    [Inject] private NavigationManager Navigation { get; set; } = null!;

    [Inject] private ILogger<SeriesView> Logger { get; set; } = null!;

    private string JsonAddress => "/api/v1/series/" + Uri.EscapeDataString(Id);

    private string Note => _answers switch
    {
        null => "Waiting for the points…",
        true => "No points to show yet",
        false => "The points are with the series, which does not answer",
    };

    private ResolvedSettings? Rule => _info is null ? null : Settings.Current?.Resolve(Id, _info.Labels);

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        Settings.Changed -= OnChanged;
        Live.ConnectionChanged -= OnChanged;
        EndWatch();
        await _gone.CancelAsync();
        await _finding.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _gone.Dispose();
    }

    /// <inheritdoc/>
    protected override void OnInitialized()
    {
        Settings.Changed += OnChanged;
        Live.ConnectionChanged += OnChanged;
        LookAgain();
    }

    /// <inheritdoc/>
    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (!firstRender)
            return;

        try
        {
            // The list has the same address but for the query, so that the router sees no other page.
            await _heading.FocusAsync(preventScroll: true);
        }
        catch (Exception exception) when (exception is JSException or JSDisconnectedException or OperationCanceledException)
        {
            // The reader was quicker.
        }
    }

    private void LookAgain() => _finding = FindAsync(_gone.Token);

    private async Task FindAsync(CancellationToken cancellationToken)
    {
        _info = await new HistoryReader(Time, Logger).InsistAsync(ReadAsync, SeeLiveMeanwhile, cancellationToken);
        _away = false;
        _missing = _info is null;
        if (_missing)
            EndWatch();
        else
            BeginWatch();

        StateHasChanged();
    }

    private Task<SeriesInfo?> ReadAsync(CancellationToken cancellationToken) =>
        Id.Contains('\0', StringComparison.Ordinal) ? Task.FromResult<SeriesInfo?>(null) : Catalog.FindAsync(Id, cancellationToken);

    /// <summary>Only a series that exists, or may exist, is watched: a question to an unknown grain would bring it to life.</summary>
    private void SeeLiveMeanwhile()
    {
        _away = true;
        BeginWatch();
        StateHasChanged();
    }

    private void BeginWatch() => _watch ??= Watch.Watch(Id, HearAsync);

    private void EndWatch()
    {
        _watch?.Dispose();
        _watch = null;
    }

    private async Task HearAsync(SeriesChange change)
    {
        if (_gone.IsCancellationRequested)
            return;

        await InvokeAsync(() => ShowAsync(change));
        await Task.Delay(Frame, Time).ConfigureAwait(false);
    }

    private async Task ShowAsync(SeriesChange change)
    {
        if (_gone.IsCancellationRequested || _missing)
            return;

        var before = (_answers, _trace.Count == 0);
        _answers = change.IsConnected;
        _status = change.Status ?? _status;
        if (change.IsConnected)
            _heardAt = Time.GetUtcNow();

        var added = change.Points;
        if (change.Reset)
            _trace.Reset(change.Points);
        else
            added = _trace.Add(change.Points);

        // The settings and the anomalies below have nothing to do with a new point.
        if (before != (_answers, _trace.Count == 0))
            StateHasChanged();
        else
            _facts?.Show(_status);

        if (_chart is not null)
            await (change.Reset ? _chart.RedrawAsync(atOnce: true) : _chart.AddAsync(added));
    }

    private Task MarkAsync(IReadOnlyList<AnomalyRecord> anomalies)
    {
        _trace.Mark(anomalies);
        return _chart is null ? Task.CompletedTask : _chart.RedrawAsync(atOnce: false);
    }

    private void OpenAnomaly(Guid id) => Navigation.NavigateTo(AnomalyText.AnomalyAddress(id));

    private void OnChanged() => _ = InvokeAsync(StateHasChanged);
}
