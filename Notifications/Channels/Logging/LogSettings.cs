using Anomaly.Notifications.Messages.Templates;

namespace Anomaly.Notifications.Channels.Logging;

/// <summary>What the log needs: nothing but a text.</summary>
internal sealed class LogSettings
{
    /// <summary>The line.</summary>
    public required TextTemplate Text { get; init; }
}
