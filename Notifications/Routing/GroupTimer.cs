namespace Anomaly.Notifications.Routing;

/// <summary>
/// Says when a group is told, as Alertmanager does. A group is looked at first <c>group_wait</c> after it began, then each
/// <c>group_interval</c>. It is told where an incident fires that was not told as firing, where one is resolved, and else
/// where <c>repeat_interval</c> has passed since it was told and something still fires. Depends on what it is given alone.
/// </summary>
public static class GroupTimer
{
    /// <summary>Decides.</summary>
    /// <param name="state">The group.</param>
    /// <param name="route">Its route.</param>
    /// <param name="now">The time.</param>
    public static GroupDecision Decide(GroupState state, Route route, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(state);
        ArgumentNullException.ThrowIfNull(route);
        var due = state.LastLook is { } last ? last + route.GroupInterval : state.FirstSeen + route.GroupWait;
        if (now < due)
            return new(state, due, [], []);

        var isActive = route.IsActive(now);
        // Outside of the route's times what is resolved waits with the rest where its channel heard that it fired; else it is for nobody.
        var looked = state with { LastLook = now, Resolved = isActive ? state.Resolved : state.Resolved.Intersect(state.Told) };
        if (!isActive || !IsNews(looked, route, now))
            return new(looked, looked.IsOver ? null : now + route.GroupInterval, [], []);

        var sent = looked with { LastSent = now, Told = state.Firing, Resolved = [] };
        return new(sent, sent.IsOver ? null : now + route.GroupInterval, state.Firing, state.Resolved);
    }

    private static bool IsNews(GroupState state, Route route, DateTimeOffset now) =>
        !state.Resolved.IsEmpty
        || !state.Firing.IsSubsetOf(state.Told)
        || (!state.Firing.IsEmpty && state.LastSent is { } sent && now - sent >= route.RepeatInterval);
}
