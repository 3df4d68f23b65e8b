using System.Text.Json;
using Anomaly.Dashboard.Api.Json;
using Anomaly.Notifications.Weekly;

namespace Anomaly.Dashboard.Api.Routes;

/// <summary>A stretch of some days of the week by the clocks of a place.</summary>
/// <param name="Days">The days on which it starts; null for every day.</param>
/// <param name="From">Its start; null for whole days.</param>
/// <param name="To">Its end, on the next day where that is before its start.</param>
/// <param name="TimeZone">Whose clocks it goes by.</param>
internal sealed record WeeklyWindowItem(string[]? Days, string? From, string? To, string TimeZone)
{
    public static WeeklyWindowItem? Of(WeeklyWindow? window) => window is null ? null : JsonSerializer.Deserialize<WeeklyWindowItem>(window.ToString(), ApiJson.Options);
}
