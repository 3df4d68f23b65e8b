using Anomaly.Dashboard.Ui.Settings.Fields;
using Microsoft.AspNetCore.Components;

namespace Anomaly.Dashboard.Ui.Notifications.Routes;

/// <summary>Edits one route.</summary>
public sealed partial class RouteForm
{
    private static readonly IReadOnlyList<FieldChoice> Severities = [new("info", "info"), new("warning", "warning"), new("critical", "critical")];

    /// <summary>The route.</summary>
    [Parameter, EditorRequired] public RouteEdit Route { get; set; } = null!;

    /// <summary>The channels that there are.</summary>
    [Parameter, EditorRequired] public IReadOnlyCollection<string> Channels { get; set; } = [];

    /// <summary>It was changed.</summary>
    [Parameter] public EventCallback OnChanged { get; set; }

    private IReadOnlyList<FieldChoice> ChannelChoices => [.. Channels.Select(channel => new FieldChoice(channel, channel))];

    private Task SetAsync(Action change)
    {
        change();
        return OnChanged.InvokeAsync();
    }
}
