using Anomaly.Notifications.Routing;

namespace Anomaly.Notifications.Outbox;

/// <summary>A route, and what its channel makes of it.</summary>
internal sealed class RoutePlan
{
    /// <param name="route">The route.</param>
    /// <param name="groupsAlone">Whether the channel tells each incident by messages of its own.</param>
    /// <param name="repeatWithin">How often the channel wants to be told at least of what goes on; null where once is enough.</param>
    /// <param name="isOpen">Whether the channel is there and enabled.</param>
    public RoutePlan(Route route, bool groupsAlone, TimeSpan? repeatWithin, bool isOpen)
    {
        Key = KeyText.Of(route.Key);
        IsOpen = isOpen;
        GroupsAlone = groupsAlone;
        // Such a receiver groups, waits and repeats by itself: it has to know of each incident at once, and to hear that it goes on.
        Route = repeatWithin is { } within
            ? route with { GroupWait = TimeSpan.Zero, GroupInterval = Min(route.GroupInterval, within), RepeatInterval = TimeSpan.Zero }
            : route;
    }

    /// <summary>The route's key as it is stored.</summary>
    public string Key { get; }

    /// <summary>The route with the times that are in force.</summary>
    public Route Route { get; }

    /// <summary>Whether anything can be told.</summary>
    public bool IsOpen { get; }

    /// <summary>Whether every incident is a group of its own.</summary>
    public bool GroupsAlone { get; }

    private static TimeSpan Min(TimeSpan one, TimeSpan other) => one < other ? one : other;
}
