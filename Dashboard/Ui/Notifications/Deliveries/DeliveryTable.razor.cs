using Anomaly.Storage.Outbox;
using Microsoft.AspNetCore.Components;

namespace Anomaly.Dashboard.Ui.Notifications.Deliveries;

/// <summary>Messages of the outbox.</summary>
public sealed partial class DeliveryTable
{
    /// <summary>The messages.</summary>
    [Parameter, EditorRequired] public IReadOnlyList<OutboxItem> Items { get; set; } = [];

    /// <summary>Whether a change is under way.</summary>
    [Parameter] public bool Busy { get; set; }

    /// <summary>One is to be tried now.</summary>
    [Parameter] public EventCallback<OutboxItem> OnRetried { get; set; }
}
