using Microsoft.AspNetCore.Components;
using Microsoft.JSInterop;

namespace Anomaly.Dashboard.Ui.Charts;

/// <summary>A chart that is sent only what is new. Calls before it is drawn wait; calls after the reader has gone do nothing.</summary>
public sealed partial class Chart : IAsyncDisposable
{
    private readonly TaskCompletionSource<IJSObjectReference?> _drawn = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private ElementReference _element;
    private IJSObjectReference? _module;
    private DotNetObjectReference<Chart>? _self;
    private bool _disposed;

    /// <summary>What it shows; read once.</summary>
    [Parameter, EditorRequired] public ChartSpec Spec { get; set; } = null!;

    /// <summary>What it shows, in words.</summary>
    [Parameter, EditorRequired] public string Label { get; set; } = "";

    /// <summary>Further CSS classes.</summary>
    [Parameter] public string? Class { get; set; }

    /// <summary>Whether there are buttons for zoom and pan.</summary>
    [Parameter] public bool Tools { get; set; } = true;

    /// <summary>A place on the horizontal axis was clicked.</summary>
    [Parameter] public EventCallback<double> OnClicked { get; set; }

    [Inject] private IJSRuntime Js { get; set; } = null!;

    /// <summary>Replaces the data.</summary>
    public Task SetAsync(ChartRows rows)
    {
        ArgumentNullException.ThrowIfNull(rows);
        return CallAsync("set", rows);
    }

    /// <summary>Adds rows at the end.</summary>
    public Task AppendAsync(ChartRows rows)
    {
        ArgumentNullException.ThrowIfNull(rows);
        return rows.Count == 0 ? Task.CompletedTask : CallAsync("append", rows);
    }

    /// <summary>Called by the browser.</summary>
    [JSInvokable]
    public Task Clicked(double x) => OnClicked.InvokeAsync(x);

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        _disposed = true;
        _drawn.TrySetResult(null);
        try
        {
            if (await _drawn.Task is { } chart)
            {
                await chart.InvokeVoidAsync("dispose");
                await chart.DisposeAsync();
            }

            if (_module is not null)
                await _module.DisposeAsync();
        }
        catch (Exception exception) when (IsGone(exception))
        {
        }

        _self?.Dispose();
    }

    /// <inheritdoc/>
    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (!firstRender)
            return;

        try
        {
            _self = OnClicked.HasDelegate ? DotNetObjectReference.Create(this) : null;
            _module = await Js.InvokeAsync<IJSObjectReference>("import", "/assets/chart.js");
            var chart = await _module.InvokeAsync<IJSObjectReference>("create", _element, Wire(Spec), _self);
            if (!_drawn.TrySetResult(chart))
                await chart.InvokeVoidAsync("dispose");
        }
        catch (Exception exception) when (IsGone(exception))
        {
            _drawn.TrySetResult(null);
        }
    }

    private static object Wire(ChartSpec spec) => new
    {
        series = spec.Series.Select(series => new { label = series.Label, kind = series.Kind.ToString().ToLowerInvariant(), colour = series.Colour, size = series.Size }),
        bands = spec.Bands.Select(band => new { upper = band.Upper, lower = band.Lower, colour = band.Colour }),
        time = spec.Time,
        xLabel = spec.XLabel,
        height = spec.Height,
        fromZero = spec.FromZero,
        most = spec.Most,
        join = spec.Join,
    };

    /// <summary>A reader who is quick leaves before the chart is drawn: its element is not there any more.</summary>
    private bool IsGone(Exception exception) =>
        exception is JSDisconnectedException or OperationCanceledException or ObjectDisposedException || (_disposed && exception is JSException);

    private async Task CallAsync(string function, ChartRows rows)
    {
        try
        {
            if (await _drawn.Task is { } chart)
                await chart.InvokeVoidAsync(function, rows.ToBytes());
        }
        catch (Exception exception) when (IsGone(exception))
        {
        }
    }
}
