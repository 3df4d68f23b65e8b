namespace Anomaly.Storage.Notifications;

/// <summary>What became of the wish to replace the routes.</summary>
/// <param name="Revision">The revision of the routes now.</param>
/// <param name="Conflict">Whether nothing was changed because they are of another revision than was expected.</param>
/// <param name="Missing">Channels that are named and not there; where there are any, nothing was changed.</param>
public sealed record RouteSaving(long Revision, bool Conflict, IReadOnlyList<string> Missing)
{
    /// <summary>Whether the change was made.</summary>
    public bool Done => !Conflict && Missing.Count == 0;
}
