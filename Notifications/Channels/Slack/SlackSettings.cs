using Anomaly.Notifications.Messages.Templates;

namespace Anomaly.Notifications.Channels.Slack;

/// <summary>What an incoming webhook of Slack needs.</summary>
internal sealed class SlackSettings
{
    /// <summary>The webhook's address; whoever has it can post, so it is a secret.</summary>
    public required Uri Url { get; init; }

    /// <summary>The message's first line.</summary>
    public required TextTemplate Subject { get; init; }

    /// <summary>What stands below it.</summary>
    public required TextTemplate Body { get; init; }
}
