using Microsoft.AspNetCore.Components;
using Microsoft.JSInterop;

namespace Anomaly.Dashboard.Ui.Shared;

/// <summary>Knows whether the page can be seen, or lies behind another tab.</summary>
public sealed class PageVisibility : ComponentBase, IAsyncDisposable
{
    private TaskCompletionSource _visible = Seen();
    private DotNetObjectReference<PageVisibility>? _self;
    private IJSObjectReference? _module, _watch;
    private bool _disposed;

    [Inject] private IJSRuntime Js { get; set; } = null!;

    /// <summary>Ends once the page can be seen.</summary>
    public Task WhenVisible() => _visible.Task;

    /// <summary>Called by the browser.</summary>
    /// <param name="visible">Whether the page can be seen now.</param>
    [JSInvokable]
    public void SetVisible(bool visible)
    {
        if (visible)
            _visible.TrySetResult();
        else if (_visible.Task.IsCompleted)
            _visible = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        _disposed = true;
        try
        {
            if (_watch is not null)
            {
                await _watch.InvokeVoidAsync("stop");
                await _watch.DisposeAsync();
            }

            if (_module is not null)
                await _module.DisposeAsync();
        }
        catch (JSDisconnectedException)
        {
            // The browser has gone, and its listener with it.
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
            _self = DotNetObjectReference.Create(this);
            _module = await Js.InvokeAsync<IJSObjectReference>("import", "/assets/visible.js");
            if (!_disposed)
                _watch = await _module.InvokeAsync<IJSObjectReference>("watch", _self);
        }
        catch (Exception exception) when (exception is JSDisconnectedException or OperationCanceledException or ObjectDisposedException)
        {
            // The browser has gone.
        }
    }

    private static TaskCompletionSource Seen()
    {
        var seen = new TaskCompletionSource();
        seen.SetResult();
        return seen;
    }
}
