using Anomaly.Dashboard.Ui.Notifications.Parts;
using Anomaly.Dashboard.Ui.Settings.Fields;
using Microsoft.AspNetCore.Components;

namespace Anomaly.Dashboard.Ui.Notifications.Routes;

/// <summary>Edits one route.</summary>
public sealed partial class RouteForm
{
    private static readonly IReadOnlyList<FieldChoice> Severities = [new("info", "info"), new("warning", "warning"), new("critical", "critical")];

    private FormField? _channel;

    /// <summary>The route.</summary>
    [Parameter, EditorRequired] public RouteEdit Route { get; set; } = null!;

    /// <summary>The channels that there are.</summary>
    [Parameter, EditorRequired] public IReadOnlyCollection<string> Channels { get; set; } = [];

    /// <summary>Whether the reader is led to it.</summary>
    [Parameter] public bool HasFocus { get; set; }

    /// <summary>Whether there may be more open incidents than were looked at.</summary>
    [Parameter] public bool IsFull { get; set; }

    /// <summary>It was changed.</summary>
    [Parameter] public EventCallback OnChanged { get; set; }

    private IReadOnlyList<FieldChoice> ChannelChoices => [.. Channels.Select(channel => new FieldChoice(channel, channel))];

    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (firstRender && HasFocus && _channel is not null)
            await _channel.FocusAsync();
    }

    private Task SetAsync(Action change)
    {
        change();
        return OnChanged.InvokeAsync();
    }
}
