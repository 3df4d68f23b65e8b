using Anomaly.Notifications.Channels;

namespace Anomaly.Notifications.Outbox;

/// <summary>A channel as this process can use it.</summary>
/// <param name="Definition">The channel, with its secrets in clear where they can be read.</param>
/// <param name="Revision">The revision of its row.</param>
/// <param name="Flaw">Why nothing can be sent now, one line; null where it can.</param>
internal sealed record ChannelState(ChannelDefinition Definition, long Revision, string? Flaw)
{
    /// <inheritdoc/>
    public override string ToString() => Definition.ToString();
}
