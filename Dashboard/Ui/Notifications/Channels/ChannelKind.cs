namespace Anomaly.Dashboard.Ui.Notifications.Channels;

/// <summary>A type of channel, as people see it.</summary>
/// <param name="Type">Its name in definitions.</param>
/// <param name="Title">Its name in words.</param>
/// <param name="Help">What it does.</param>
/// <param name="Fields">Its settings.</param>
/// <param name="Secrets">Its secrets.</param>
/// <param name="Target">The setting that says where it goes to; null where that is a secret, or nothing.</param>
public sealed record ChannelKind(string Type, string Title, string Help, IReadOnlyList<ChannelField> Fields, IReadOnlyList<SecretField> Secrets, string? Target);
