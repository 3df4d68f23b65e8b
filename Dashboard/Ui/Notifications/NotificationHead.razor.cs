using Microsoft.AspNetCore.Components;

namespace Anomaly.Dashboard.Ui.Notifications;

/// <summary>The head of a notification page, with the way to the others.</summary>
public sealed partial class NotificationHead
{
    private static readonly (NotificationSection Section, string Address)[] Sections =
    [
        (NotificationSection.Channels, NotificationAddress.Channels),
        (NotificationSection.Routes, NotificationAddress.Routes),
        (NotificationSection.Silences, NotificationAddress.Silences),
        (NotificationSection.Deliveries, NotificationAddress.Deliveries),
    ];

    /// <summary>The section that is shown.</summary>
    [Parameter, EditorRequired] public NotificationSection Section { get; set; }

    /// <summary>What can be done there.</summary>
    [Parameter] public RenderFragment? ChildContent { get; set; }

    private string Sub => Section switch
    {
        NotificationSection.Channels => "Where messages go. A channel is told what a route sends to it.",
        NotificationSection.Routes => "Which incidents go to which channel. An incident takes every route that matches.",
        NotificationSection.Silences => "What is not told for some time. Anomalies and incidents are kept as ever.",
        _ => "The messages, the newest first: what waits, what was delivered, what was given up.",
    };
}
