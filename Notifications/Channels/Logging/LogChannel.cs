using Anomaly.Grains.Interfaces.Anomalies;
using Anomaly.Notifications.Channels.Settings;
using Anomaly.Notifications.Messages;
using Anomaly.Notifications.Messages.Templates;
using Microsoft.Extensions.Logging;

namespace Anomaly.Notifications.Channels.Logging;

/// <summary>Writes a line into this service's log: what there is before somebody sets up a channel.</summary>
internal sealed class LogChannel(ILogger<LogChannel> logger) : ChannelType<LogSettings>
{
    private const int MaxText = 1000;

    /// <inheritdoc/>
    public override string Type => "log";

    /// <inheritdoc/>
    public override IReadOnlyList<string> SecretNames => [];

    /// <inheritdoc/>
    protected override LogSettings Read(SettingsReader reader) => new() { Text = reader.Template("text", DefaultTexts.Subject) };

    /// <inheritdoc/>
    protected override Task<DeliveryOutcome> SendAsync(LogSettings settings, Notification notification, CancellationToken cancellationToken)
    {
        // One line, whatever a label has in it.
        var text = TextCut.To(TextCut.OneLine(settings.Text.Render(notification, value => value)), MaxText);
        Log.Notified(logger, Level(notification), notification.Channel, WireText.Of(notification.Kind), text, Links.Incidents(notification.ExternalUrl) is { } link ? $" ({link})" : "");
        return Task.FromResult(DeliveryOutcome.Delivered());
    }

    // Never an error: it is not this service that fails.
    private static LogLevel Level(Notification notification) =>
        notification.Status == NotificationStatus.Firing && notification.Severity() >= AnomalySeverity.Warning ? LogLevel.Warning : LogLevel.Information;
}
