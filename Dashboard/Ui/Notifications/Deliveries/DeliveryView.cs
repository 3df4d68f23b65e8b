using System.Globalization;
using Anomaly.Dashboard.Api.Json;
using Anomaly.Storage.Outbox;

namespace Anomaly.Dashboard.Ui.Notifications.Deliveries;

/// <summary>Which messages are listed. The address holds it.</summary>
/// <param name="Channel">Only of this channel; null for all.</param>
/// <param name="State">Only in this state; null for all.</param>
/// <param name="After">Only those after this place; null for the newest.</param>
internal sealed record DeliveryView(string? Channel, OutboxState? State, long? After)
{
    /// <summary>As an address.</summary>
    public string Address
    {
        get
        {
            (string Name, string? Value)[] parts =
            [
                ("channel", Channel),
                ("state", State is { } state ? WireNames<OutboxState>.Of(state) : null),
                ("after", After?.ToString(CultureInfo.InvariantCulture)),
            ];
            var query = string.Join('&', parts.Where(part => part.Value is not null).Select(part => $"{part.Name}={Uri.EscapeDataString(part.Value!)}"));
            return query.Length == 0 ? NotificationAddress.Deliveries : $"{NotificationAddress.Deliveries}?{query}";
        }
    }

    /// <summary>What an address says; what it says wrongly is left out.</summary>
    public static DeliveryView Parse(string address) => new(
        NotificationAddress.Text(address, "channel"),
        WireNames<OutboxState>.TryParse(NotificationAddress.Text(address, "state"), out var state) ? state : null,
        long.TryParse(NotificationAddress.Text(address, "after"), NumberStyles.None, CultureInfo.InvariantCulture, out var after) ? after : null);
}
