using Anomaly.Dashboard.Live;
using Anomaly.Dashboard.Ui.Charts;
using Anomaly.Dashboard.Ui.Shared;
using Anomaly.Grains.Interfaces.Series;
using Microsoft.AspNetCore.Components;

namespace Anomaly.Dashboard.Ui.Series;

/// <summary>The live charts of a series. New points are added; the whole is sent again only where an older point changed, once a second at the most.</summary>
public sealed partial class SeriesChart : IDisposable
{
    private const string Join = "series";
    private static readonly TimeSpan BetweenRedraws = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(2);

    private readonly CancellationTokenSource _gone = new();
    private Chart _values = null!, _scores = null!;
    private long? _redrawnAt;
    private bool _waiting;

    /// <summary>The series' id.</summary>
    [Parameter, EditorRequired] public string Id { get; set; } = "";

    /// <summary>What is shown.</summary>
    [Parameter, EditorRequired] public SeriesTrace Trace { get; set; } = null!;

    /// <summary>How many points it has.</summary>
    [Parameter, EditorRequired] public int Points { get; set; }

    /// <summary>What is said while there are no points.</summary>
    [Parameter] public string Note { get; set; } = "";

    /// <summary>An anomaly was clicked.</summary>
    [Parameter] public EventCallback<Guid> OnAnomaly { get; set; }

    [Inject] private TimeProvider Time { get; set; } = null!;

    [Inject] private CircuitConnection Connection { get; set; } = null!;

    internal static ChartSpec Values { get; } = new()
    {
        Series =
        [
            new("Upper", ChartSeriesKind.Edge, "edge"),
            new("Lower", ChartSeriesKind.Edge, "edge"),
            new("Expected", ChartSeriesKind.Dashed, "expected"),
            new("Value", ChartSeriesKind.Line, "value"),
            new("Info", ChartSeriesKind.Marks, "info", 7),
            new("Warning", ChartSeriesKind.Marks, "warning", 10),
            new("Critical", ChartSeriesKind.Marks, "critical", 14),
        ],
        Bands = [new(0, 1, "band")],
        Height = 320,
        Most = SeriesWatch.Kept,
        Join = Join,
    };

    internal static ChartSpec Scores { get; } = new()
    {
        Series = [new("Threshold", ChartSeriesKind.Dashed, "threshold"), new("Score", ChartSeriesKind.Line, "score")],
        Height = 150,
        FromZero = true,
        Most = SeriesWatch.Kept,
        Join = Join,
    };

    /// <inheritdoc/>
    public void Dispose()
    {
        Connection.Reconnected -= OnReconnected;
        _gone.Cancel();
        _gone.Dispose();
    }

    /// <inheritdoc/>
    protected override void OnInitialized() => Connection.Reconnected += OnReconnected;

    /// <inheritdoc/>
    protected override Task OnAfterRenderAsync(bool firstRender) => firstRender ? RedrawAsync(atOnce: true) : Task.CompletedTask;

    /// <summary>Shows points that came at the end, and what else changed.</summary>
    internal async Task AddAsync(IReadOnlyList<ScoredPoint> added)
    {
        if (added.Count > 0)
            await SendAsync(added, (chart, rows) => chart.AppendAsync(rows));

        await RedrawAsync(atOnce: false);
    }

    /// <summary>Shows what changed.</summary>
    internal Task RedrawAsync(bool atOnce)
    {
        if (!Trace.IsStale)
            return Task.CompletedTask;

        var pause = _redrawnAt is { } at ? BetweenRedraws - Time.GetElapsedTime(at) : TimeSpan.Zero;
        if (atOnce || pause <= TimeSpan.Zero)
            return SendAllAsync();

        if (!_waiting)
            _ = RedrawAfterAsync(pause);

        return Task.CompletedTask;
    }

    private async Task RedrawAfterAsync(TimeSpan pause)
    {
        _waiting = true;
        await Task.Delay(pause, Time, _gone.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing | ConfigureAwaitOptions.ContinueOnCapturedContext);
        _waiting = false;
        if (Trace.IsStale && !_gone.IsCancellationRequested)
            await SendAllAsync();
    }

    private void OnReconnected() => _ = InvokeAsync(SendAllAsync);

    private Task SendAllAsync()
    {
        _redrawnAt = Time.GetTimestamp();
        return SendAsync(Trace.Redraw(), (chart, rows) => chart.SetAsync(rows));
    }

    /// <summary>A slow browser slows this down; one that has gone away does not stop it.</summary>
    private async Task SendAsync(IReadOnlyList<ScoredPoint> points, Func<Chart, ChartRows, Task> send)
    {
        var sent = Task.WhenAll(send(_values, Trace.Values(points)), send(_scores, SeriesTrace.Scores(points)));
        await Task.WhenAny(sent, Task.Delay(Patience, Time, _gone.Token));
    }

    private Task ClickedAsync(double seconds) => Trace.At(seconds) is { } mark ? OnAnomaly.InvokeAsync(mark.Id) : Task.CompletedTask;
}
