namespace Anomaly.Storage.Notifications;

/// <summary>What became of the wish to delete a channel.</summary>
/// <param name="Found">Whether there was one.</param>
/// <param name="Routes">The positions of the routes that name it, from 0; where there are any it stays.</param>
public sealed record ChannelDeletion(bool Found, IReadOnlyList<int> Routes);
