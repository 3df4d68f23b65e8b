using Anomaly.Notifications.Messages.Templates;

namespace Anomaly.Notifications.Channels.PagerDuty;

/// <summary>What PagerDuty's Events API needs.</summary>
internal sealed class PagerDutySettings
{
    /// <summary>Where events are posted to.</summary>
    public required Uri Url { get; init; }

    /// <summary>The key of the integration; in the body of each event.</summary>
    public required string RoutingKey { get; init; }

    /// <summary>An event's summary.</summary>
    public required TextTemplate Summary { get; init; }
}
