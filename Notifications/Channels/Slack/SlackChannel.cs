using System.Net.Http.Headers;
using Anomaly.Grains.Interfaces.Anomalies;
using Anomaly.Notifications.Channels.Settings;
using Anomaly.Notifications.Delivery;
using Anomaly.Notifications.Messages;
using Anomaly.Notifications.Messages.Payloads;
using Anomaly.Notifications.Messages.Templates;

namespace Anomaly.Notifications.Channels.Slack;

/// <summary>
/// Posts to an incoming webhook of Slack, or of what takes the same messages (Mattermost, Rocket.Chat): a text, and an attachment whose colour says the severity. Blocks
/// are not used, for only Slack has them.
/// </summary>
internal sealed class SlackChannel(OutboundHttp http, AddressField addresses) : ChannelType<SlackSettings>
{
    private const string UrlSecret = "url";

    // Slack advises 4,000 characters for a text, and folds long ones.
    private const int MaxSubject = 400;
    private const int MaxBody = 3500;

    /// <inheritdoc/>
    public override string Type => "slack";

    /// <inheritdoc/>
    public override IReadOnlyList<string> SecretNames => [UrlSecret];

    /// <inheritdoc/>
    protected override SlackSettings Read(SettingsReader reader) => new()
    {
        Url = addresses.Secret(reader, UrlSecret),
        Subject = reader.Template("subject", DefaultTexts.Subject),
        Body = reader.Template("body", DefaultTexts.Body),
    };

    /// <inheritdoc/>
    protected override async Task<DeliveryOutcome> SendAsync(SlackSettings settings, Notification notification, CancellationToken cancellationToken)
    {
        var subject = SlackText.Cut(TextCut.OneLine(settings.Subject.Render(notification, SlackText.Escape)), MaxSubject);
        var body = SlackText.Cut(TextCut.Printable(settings.Body.Render(notification, SlackText.Escape)), MaxBody);
        var document = PayloadSize.Write(json =>
        {
            json.WriteStartObject();
            json.WriteString("text", subject);
            json.WriteStartArray("attachments");
            json.WriteStartObject();
            json.WriteString("fallback", subject);
            json.WriteString("color", Colour(notification));
            json.WriteString("text", body);
            json.WriteTexts("mrkdwn_in", ["text"]);
            json.WriteNumber("ts", notification.CreatedAt.ToUnixTimeSeconds());
            json.WriteEndObject();
            json.WriteEndArray();
            json.WriteEndObject();
        });
        using var request = new HttpRequestMessage(HttpMethod.Post, settings.Url) { Content = new ByteArrayContent(document) };
        request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        return await http.SendAsync(request, SettingsReader.SecretPath(UrlSecret), cancellationToken);
    }

    private static string Colour(Notification notification) => notification.Status == NotificationStatus.Resolved
        ? "#2e7d32"
        : notification.Severity() switch
        {
            AnomalySeverity.Critical => "#c62828",
            AnomalySeverity.Warning => "#ef6c00",
            _ => "#1565c0",
        };
}
