using Anomaly.Dashboard.Ui.Notifications.Parts;

namespace Anomaly.Dashboard.Ui.Notifications.Channels;

/// <summary>The types of channels that the form knows. What their settings must be is the service's to say.</summary>
public static class ChannelKinds
{
    private const string Placeholders = "{{severity}}, {{series}}, {{reason}}, {{value}}, {{expected}}, {{incidents}}, {{url}}, {{labels.host}} and others stand for what happened.";
    private const string UsualSubject = "[{{status}}] {{severity}} {{series}}{{more}}: {{reason}}";
    private const string UsualBody = "{{incidents}}\n\n{{url}}";

    /// <summary>All of them, the most usual first.</summary>
    public static IReadOnlyList<ChannelKind> All { get; } =
    [
        new(
            "webhook",
            "Webhook",
            "Posts JSON to a program of yours, signed as Standard Webhooks say.",
            [
                new("url", "Address", "Where it is posted to: an http or https address, without a user name or password.") { Placeholder = "https://example.com/hooks/anomaly" },
                new("format", "Format", "What is posted.") { Kind = FormKind.Choice, Choices = [new("anomaly", "Anomaly's own"), new("alertmanager", "Alertmanager's webhook, version 4")] },
                new("headers", "Headers", "Further headers of each request, a line each; whoever sees this page can read them. What authenticates is a secret, below.") { Kind = FormKind.Lines, Shape = FieldShape.Map, Placeholder = "X-Team: ops" },
            ],
            [
                new("signing_key", "Signing key", "The receiver checks by it that a message is ours: whsec_ and the base64 of 24 to 64 random bytes.", CanBeMade: true),
                new("previous_signing_key", "Previous signing key", "While the receiver changes from one key to the other: messages are signed by both."),
                new("authorization", "Authorization", "The whole value of the header Authorization, such as Bearer and a token; none where the receiver asks for none."),
                new("header", "Secret header", "One more header that nobody is to read, such as X-Api-Key: and a key."),
            ],
            "url"),
        new(
            "alertmanager",
            "Alertmanager",
            "Puts incidents into a Prometheus Alertmanager as alerts, for it to route.",
            [
                new("url", "Address", "The Alertmanager's address, without /api/v2/alerts.") { Placeholder = "http://alertmanager:9093" },
                new("expires_after", "Expires after", "How long an alert fires on without being told again, from 1m to 1d.") { Placeholder = "5m" },
                new("username", "User name", "Where it asks for one."),
            ],
            [
                new("password", "Password", "Of that user."),
                new("bearer_token", "Bearer token", "Instead of a user name and a password."),
            ],
            "url"),
        new(
            "slack",
            "Slack",
            "Posts to an incoming webhook of Slack, or of what takes the same messages: Mattermost, Rocket.Chat.",
            [Template("subject", "First line", UsualSubject), Template("body", "Text", UsualBody)],
            [new("url", "Webhook address", "Slack gives it; whoever has it can post, so it is a secret.")],
            null),
        new(
            "pagerduty",
            "PagerDuty",
            "Triggers, acknowledges and resolves incidents at PagerDuty's Events API, version 2.",
            [
                new("url", "Address", "Of another service that takes the same events; empty for PagerDuty's own.") { Placeholder = "https://events.pagerduty.com/v2/enqueue" },
                Template("summary", "Summary", UsualSubject),
            ],
            [new("routing_key", "Integration key", "Of a service's integration of the kind Events API v2.")],
            null),
        new(
            "smtp",
            "Mail",
            "Sends mail by SMTP.",
            [
                new("host", "Server", "Its name or address.") { Placeholder = "mail.example.com" },
                new("tls", "Encryption", "How the connection is encrypted.") { Kind = FormKind.Choice, Choices = [new("starttls", "STARTTLS"), new("tls", "TLS from the start"), new("none", "none")] },
                new("port", "Port", "Empty: 587 with STARTTLS, 465 with TLS, 25 without.") { Shape = FieldShape.Number, Placeholder = "587" },
                new("from", "From", "The sender.") { Placeholder = "Anomaly <anomaly@example.com>" },
                new("to", "To", "The recipients, a line each.") { Kind = FormKind.Lines, Shape = FieldShape.List, Placeholder = "ops@example.com" },
                new("username", "User name", "Where the server asks for one."),
                Template("subject", "Subject", UsualSubject),
                Template("body", "Text", UsualBody),
            ],
            [new("password", "Password", "Of that user.")],
            "to"),
        new(
            "log",
            "Log",
            "Writes a line into this service's own log: to see what would be told before there is a channel to people.",
            [Template("text", "Line", UsualSubject)],
            [],
            null),
    ];

    /// <summary>A type; null where the form does not know it.</summary>
    public static ChannelKind? Find(string type) => All.FirstOrDefault(kind => kind.Type == type);

    private static ChannelField Template(string name, string label, string usual) => new(name, label, Placeholders) { Kind = FormKind.Lines, Placeholder = usual };
}
