using System.Net.Http.Headers;
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
        using var request = new HttpRequestMessage(HttpMethod.Post, settings.Url) { Content = new ByteArrayContent(Document(settings, notification)) };
        request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        return await http.SendAsync(request, SettingsReader.SecretPath(UrlSecret), cancellationToken);
    }

    private static byte[] Document(SlackSettings settings, Notification notification)
    {
        var subject = SlackText.Cut(TextCut.OneLine(settings.Subject.Render(notification, SlackText.Escape)), MaxSubject);
        var body = TextCut.Printable(settings.Body.Render(notification, SlackText.Escape));
        for (var length = MaxBody; ; length /= 2)
        {
            var document = Document(subject, SlackText.Cut(body, length), notification);
            // What is cut by characters can still have many bytes.
            if (document.Length < PayloadSize.Limit)
                return document;
        }
    }

    private static byte[] Document(string subject, string body, Notification notification) => PayloadSize.Write(json =>
    {
        json.WriteStartObject();
        json.WriteString("text", subject);
        json.WriteStartArray("attachments");
        json.WriteStartObject();
        json.WriteString("fallback", subject);
        json.WriteString("color", MessageColour.Of(notification));
        json.WriteString("text", body);
        json.WriteTexts("mrkdwn_in", ["text"]);
        json.WriteNumber("ts", notification.CreatedAt.ToUnixTimeSeconds());
        json.WriteEndObject();
        json.WriteEndArray();
        json.WriteEndObject();
    });
}
