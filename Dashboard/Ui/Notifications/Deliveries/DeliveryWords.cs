using System.Globalization;
using Anomaly.Storage.Outbox;

namespace Anomaly.Dashboard.Ui.Notifications.Deliveries;

/// <summary>Words about messages.</summary>
internal static class DeliveryWords
{
    /// <summary>What a message tells, such as <c>trigger</c> of 3 incidents.</summary>
    public static string About(OutboxItem item) => string.Create(CultureInfo.InvariantCulture, $"{Kind(item.Kind)}, {item.IncidentCount:N0} {(item.IncidentCount == 1 ? "incident" : "incidents")}");

    /// <summary>Where it is.</summary>
    public static string State(OutboxItem item) => item.State switch
    {
        OutboxState.Waiting => item.Attempts == 0 ? "waiting" : "tried, waiting",
        OutboxState.Delivered => "delivered",
        OutboxState.Failed => "given up",
        _ => "cancelled",
    };

    /// <summary>A state as a filter names it.</summary>
    public static string State(OutboxState state) => state switch
    {
        OutboxState.Waiting => "Waiting",
        OutboxState.Delivered => "Delivered",
        OutboxState.Failed => "Given up",
        _ => "Cancelled",
    };

    /// <summary>What the receiver answered last.</summary>
    public static string Answer(OutboxItem item) => string.Join(": ", new[] { item.StatusCode?.ToString(CultureInfo.InvariantCulture), item.Detail }.OfType<string>());

    private static string Kind(string kind) => kind switch
    {
        "trigger" => "New",
        "update" => "Changed",
        "acknowledge" => "Acknowledged",
        "resolve" => "Over",
        "test" => "Test",
        _ => kind,
    };
}
