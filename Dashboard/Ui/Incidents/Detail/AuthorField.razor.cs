using Microsoft.AspNetCore.Components;
using Microsoft.JSInterop;

namespace Anomaly.Dashboard.Ui.Incidents.Detail;

/// <summary>The name of who writes: asked once, and kept in the browser. Nobody checks it.</summary>
public sealed partial class AuthorField : IAsyncDisposable
{
    private IJSObjectReference? _module;
    private ElementReference _input;
    private string? _typed = "";
    private bool _asks;

    /// <summary>The name; empty where it is not known.</summary>
    [Parameter, EditorRequired] public string Value { get; set; } = "";

    /// <summary>It is another.</summary>
    [Parameter] public EventCallback<string> ValueChanged { get; set; }

    [Inject] private IJSRuntime Js { get; set; } = null!;

    public async ValueTask DisposeAsync()
    {
        try
        {
            if (_module is not null)
                await _module.DisposeAsync();
        }
        catch (JSDisconnectedException)
        {
            // The browser has gone.
        }
    }

    /// <summary>Leads the reader to the field.</summary>
    public async Task FocusAsync()
    {
        _asks = true;
        StateHasChanged();
        await Task.Yield();
        await _input.FocusAsync();
    }

    /// <summary>Keeps the name in the browser, and asks no more.</summary>
    public async Task KeepAsync()
    {
        var name = _asks || Value.Length == 0 ? (_typed ?? "").Trim() : Value;
        if (name.Length == 0)
            return;

        _asks = false;
        if (_module is not null)
            await _module.InvokeVoidAsync("set", name);
        if (name != Value)
            await ValueChanged.InvokeAsync(name);
    }

    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (!firstRender)
            return;

        _module = await Js.InvokeAsync<IJSObjectReference>("import", "/assets/author.js");
        if (await _module.InvokeAsync<string>("get") is { Length: > 0 } name && Value.Length == 0)
            await ValueChanged.InvokeAsync(name);
    }

    private void Ask() => (_asks, _typed) = (true, Value);
}
