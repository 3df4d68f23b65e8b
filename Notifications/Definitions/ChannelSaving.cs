using Anomaly.Storage.Notifications;

namespace Anomaly.Notifications.Definitions;

/// <summary>What became of the wish to save a channel.</summary>
/// <param name="Channel">The channel as it is stored now; null where nothing was changed.</param>
/// <param name="Conflict">Whether nothing was changed because it is of another revision than was expected.</param>
/// <param name="Errors">What is wrong, by path; empty where nothing is.</param>
public sealed record ChannelSaving(ChannelRow? Channel, bool Conflict, IReadOnlyDictionary<string, string[]> Errors);
