namespace Anomaly.Dashboard.Ui.Notifications.Channels;

/// <summary>A change of a channel that was not made.</summary>
/// <param name="Name">The channel.</param>
/// <param name="Why">Why, as a sentence.</param>
/// <param name="ByRoute">Whether routes stand in the way.</param>
internal sealed record ChannelRefusal(string Name, string Why, bool ByRoute);
