using Anomaly.Dashboard.Api.Json;
using Microsoft.AspNetCore.Components;
using Microsoft.JSInterop;

namespace Anomaly.Dashboard.Ui.Anomalies.Listing;

/// <summary>A stretch of time: one that ends now, or two times in the reader's zone, which only the browser knows.</summary>
public sealed partial class RangeFilter : IAsyncDisposable
{
    private const string Custom = "custom";
    private static readonly IReadOnlyList<(string, string)> Options = [.. TimeRange.All.Select(range => (range.Name, range.Words)), (Custom, "From … to …")];

    private IJSObjectReference? _zone;
    private (DateTimeOffset? From, DateTimeOffset? To)? _shown;
    private (TimeRange?, DateTimeOffset?, DateTimeOffset?) _given;
    private bool _custom, _picked;
    private string? _from, _to;

    /// <summary>What is listed.</summary>
    [Parameter, EditorRequired] public AnomalyView View { get; set; } = null!;

    /// <summary>Another stretch is wanted.</summary>
    [Parameter] public EventCallback<AnomalyView> OnChanged { get; set; }

    [Inject] private IJSRuntime Js { get; set; } = null!;

    private string? Chosen => _custom ? Custom : View.Range?.Name;

    private bool Reversed => View.From > View.To;

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

    protected override void OnParametersSet()
    {
        var given = (View.Range, View.From, View.To);
        if (_given == given)
            return;

        _given = given;
        _custom = View.From is not null || View.To is not null || _picked;
        _picked = false;
    }

    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        var shown = (View.From, View.To);
        if (!_custom || _shown == shown)
            return;

        _shown = shown;
        _from = await LocalAsync(View.From);
        _to = await LocalAsync(View.To);
        StateHasChanged();
    }

    private Task ChooseAsync(string? name)
    {
        _custom = _picked = name == Custom;
        return OnChanged.InvokeAsync(View with { Range = TimeRange.Named(name), From = null, To = null });
    }

    private async Task SetFromAsync(ChangeEventArgs change) =>
        await OnChanged.InvokeAsync(View with { Range = null, From = await UtcAsync(change.Value as string) });

    private async Task SetToAsync(ChangeEventArgs change) =>
        await OnChanged.InvokeAsync(View with { Range = null, To = await UtcAsync(change.Value as string) });

    private async Task<string?> LocalAsync(DateTimeOffset? time) =>
        time is { } moment ? await (await ZoneAsync()).InvokeAsync<string>("toLocal", Instant.Format(moment)) : null;

    private async Task<DateTimeOffset?> UtcAsync(string? local) =>
        !string.IsNullOrEmpty(local) && Instant.TryParse(await (await ZoneAsync()).InvokeAsync<string>("toUtc", local), out var time) ? time : null;

    private async Task<IJSObjectReference> ZoneAsync() => _zone ??= await Js.InvokeAsync<IJSObjectReference>("import", "/assets/zone.js");
}
