using Anomaly.Dashboard.Ui.Settings.Drafts;
using Microsoft.AspNetCore.Components;
using Microsoft.JSInterop;

namespace Anomaly.Dashboard.Ui.Notifications.Parts;

/// <summary>Edits a stretch of the week.</summary>
public sealed partial class WindowEditor : IAsyncDisposable
{
    private static readonly Lazy<string[]> AllZones = new(() => [.. TimeZoneInfo.GetSystemTimeZones().Select(zone => zone.Id).Order(StringComparer.Ordinal)]);

    private IJSObjectReference? _zone;

    /// <summary>The stretch.</summary>
    [Parameter, EditorRequired] public WindowDraft Draft { get; set; } = null!;

    /// <summary>What the service says is wrong.</summary>
    [Parameter, EditorRequired] public FieldErrors Errors { get; set; } = FieldErrors.None;

    /// <summary>Where the service finds it, such as <c>active</c>.</summary>
    [Parameter, EditorRequired] public string Path { get; set; } = "";

    /// <summary>Makes the ids of the elements unique.</summary>
    [Parameter, EditorRequired] public string Prefix { get; set; } = "";

    /// <summary>What it is for.</summary>
    [Parameter, EditorRequired] public string Title { get; set; } = "";

    /// <summary>A sentence on what it does.</summary>
    [Parameter, EditorRequired] public string Help { get; set; } = "";

    /// <summary>It was changed.</summary>
    [Parameter] public EventCallback OnChanged { get; set; }

    [Inject] private IJSRuntime Js { get; set; } = null!;

    private static IReadOnlyList<string> Zones => AllZones.Value;

    private string ZonesId => $"{Prefix}-{Path}-zones";

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

    private async Task SwitchAsync(ChangeEventArgs change)
    {
        Draft.IsOn = change.Value is true;
        if (Draft is { IsOn: true, Zone.Length: 0 })
        {
            // People mean the clocks that they see.
            _zone ??= await Js.InvokeAsync<IJSObjectReference>("import", "/assets/zone.js");
            Draft.Zone = await _zone.InvokeAsync<string>("name") ?? "";
        }

        await OnChanged.InvokeAsync();
    }

    private Task ChooseAsync(string day, bool isOn)
    {
        if (isOn)
            Draft.Days.Add(day);
        else
            Draft.Days.Remove(day);

        return OnChanged.InvokeAsync();
    }

    private Task SetAsync(Action change)
    {
        change();
        return OnChanged.InvokeAsync();
    }
}
