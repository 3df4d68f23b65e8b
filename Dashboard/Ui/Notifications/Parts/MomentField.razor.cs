using Anomaly.Dashboard.Api.Json;
using Microsoft.AspNetCore.Components;
using Microsoft.JSInterop;

namespace Anomaly.Dashboard.Ui.Notifications.Parts;

/// <summary>A field for a time.</summary>
public sealed partial class MomentField : IAsyncDisposable
{
    private IJSObjectReference? _zone;
    private ElementReference _entry;
    private DateTimeOffset? _shown;
    private string? _local;

    /// <summary>Makes the ids of the elements unique.</summary>
    [Parameter, EditorRequired] public string Prefix { get; set; } = "";

    /// <summary>Where the service finds it.</summary>
    [Parameter, EditorRequired] public string Path { get; set; } = "";

    /// <summary>Its name in words.</summary>
    [Parameter, EditorRequired] public string Label { get; set; } = "";

    /// <summary>The time; null for none.</summary>
    [Parameter, EditorRequired] public DateTimeOffset? Value { get; set; }

    /// <summary>It is another.</summary>
    [Parameter] public EventCallback<DateTimeOffset?> ValueChanged { get; set; }

    /// <summary>What is wrong with it; null where nothing is.</summary>
    [Parameter] public string? Complaint { get; set; }

    [Inject] private IJSRuntime Js { get; set; } = null!;

    private string Id => $"{Prefix}-{Path}";

    public async ValueTask DisposeAsync()
    {
        try
        {
            if (_zone is not null)
                await _zone.DisposeAsync();
        }
        catch (JSDisconnectedException)
        {
            // The browser has gone.
        }
    }

    /// <summary>Puts the cursor into it.</summary>
    public ValueTask FocusAsync() => _entry.FocusAsync();

    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (Value == _shown)
            return;

        _shown = Value;
        _local = Value is { } time ? await (await ZoneAsync()).InvokeAsync<string>("toLocal", Instant.Format(time)) : null;
        StateHasChanged();
    }

    private async Task SetAsync(ChangeEventArgs change)
    {
        var utc = change.Value is string { Length: > 0 } local ? await (await ZoneAsync()).InvokeAsync<string>("toUtc", local) : null;
        await ValueChanged.InvokeAsync(utc is not null && Instant.TryParse(utc, out var time) ? time : null);
    }

    private async Task<IJSObjectReference> ZoneAsync() => _zone ??= await Js.InvokeAsync<IJSObjectReference>("import", "/assets/zone.js");
}
