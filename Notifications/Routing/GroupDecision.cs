namespace Anomaly.Notifications.Routing;

/// <summary>What is to be done about a group at a time.</summary>
/// <param name="After">The group's state once that is done. It is to be kept together with what is sent.</param>
/// <param name="Next">When to ask next, if nothing comes before; null where the group is over.</param>
/// <param name="Firing">The incidents to tell as firing.</param>
/// <param name="Resolved">The incidents to tell as resolved. Nothing is to be sent where both are empty.</param>
public sealed record GroupDecision(GroupState After, DateTimeOffset? Next, IReadOnlyCollection<Guid> Firing, IReadOnlyCollection<Guid> Resolved)
{
    /// <summary>Whether a notification is to be sent.</summary>
    public bool Sends => Firing.Count > 0 || Resolved.Count > 0;
}
