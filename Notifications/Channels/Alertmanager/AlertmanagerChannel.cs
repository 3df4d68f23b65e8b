using System.Net.Http.Headers;
using System.Text.Json;
using Anomaly.Notifications.Channels.Settings;
using Anomaly.Notifications.Delivery;
using Anomaly.Notifications.Messages;
using Anomaly.Notifications.Messages.Alerts;
using Anomaly.Notifications.Messages.Payloads;

namespace Anomaly.Notifications.Channels.Alertmanager;

/// <summary>
/// Puts incidents into an Alertmanager as alerts, for it to route (<c>POST /api/v2/alerts</c>). A firing one ends by itself a few minutes after it was told last, so that
/// nothing fires for ever where this service dies; therefore it is told again within that time. An alert's labels are its identity: an incident that becomes more
/// severe is another alert, and the one before ends by itself.
/// </summary>
internal sealed class AlertmanagerChannel(OutboundHttp http, AddressField addresses, TimeProvider time) : ChannelType<AlertmanagerSettings>
{
    private const string Url = "url";
    private const string Username = "username";
    private const string PasswordSecret = "password";
    private const string BearerSecret = "bearer_token";

    /// <inheritdoc/>
    public override string Type => "alertmanager";

    /// <inheritdoc/>
    public override IReadOnlyList<string> SecretNames => [PasswordSecret, BearerSecret];

    /// <inheritdoc/>
    public override bool TellsEachAlone => true;

    /// <inheritdoc/>
    protected override AlertmanagerSettings Read(SettingsReader reader) => new()
    {
        Alerts = Alerts(reader),
        ExpiresAfter = reader.Duration("expires_after", TimeSpan.FromMinutes(1), TimeSpan.FromDays(1), TimeSpan.FromMinutes(5)),
        Authorization = Authorization(reader),
    };

    /// <inheritdoc/>
    protected override string? Destination(AlertmanagerSettings settings) => settings.Alerts.GetLeftPart(UriPartial.Authority);

    /// <inheritdoc/>
    protected override TimeSpan? RepeatWithin(AlertmanagerSettings settings) => settings.ExpiresAfter / 3;

    /// <inheritdoc/>
    protected override async Task<DeliveryOutcome> SendAsync(AlertmanagerSettings settings, Notification notification, CancellationToken cancellationToken)
    {
        var expiry = time.GetUtcNow() + settings.ExpiresAfter;
        var cut = TextLimits.Widest.Apply(notification);
        var body = PayloadSize.Write(json =>
        {
            json.WriteStartArray();
            foreach (var incident in cut.Incidents)
                Write(json, new IncidentAlert(incident, notification.ExternalUrl), expiry);

            json.WriteEndArray();
        });
        using var request = new HttpRequestMessage(HttpMethod.Post, settings.Alerts) { Content = new ByteArrayContent(body) };
        request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        request.Headers.Authorization = settings.Authorization;
        return await http.SendAsync(request, SettingsReader.Path(Url), cancellationToken);
    }

    private static void Write(Utf8JsonWriter json, IncidentAlert alert, DateTimeOffset expiry)
    {
        json.WriteStartObject();
        json.WriteTexts("labels", alert.Labels);
        json.WriteTexts("annotations", alert.Annotations);
        json.WriteString("startsAt", WireText.Of(alert.Incident.StartedAt));
        // An end before the start is refused there, and with it all others.
        var end = alert.Incident.ResolvedAt ?? expiry;
        json.WriteString("endsAt", WireText.Of(end < alert.Incident.StartedAt ? alert.Incident.StartedAt : end));
        if (alert.GeneratorUrl is { } page)
            json.WriteString("generatorURL", page);

        json.WriteEndObject();
    }

    private Uri Alerts(SettingsReader reader)
    {
        var url = addresses.Setting(reader, Url);
        if (url.Query.Length > 0 || url.Fragment.Length > 0)
            reader.FailSetting(Url, "an address without ? and #, for /api/v2/alerts is put behind it");

        return new(url.GetLeftPart(UriPartial.Path).TrimEnd('/') + "/api/v2/alerts");
    }

    private static AuthenticationHeaderValue? Authorization(SettingsReader reader)
    {
        var (username, password, bearer) = (reader.Text(Username, "a user name"), reader.Secret(PasswordSecret), reader.Secret(BearerSecret));
        if (bearer is not null)
        {
            if (username is not null || password is not null)
                reader.Fail(SettingsReader.SecretPath(BearerSecret), $"is set beside a user name or password; must be the only one of them");
            else if (bearer.AsSpan().ContainsAnyExceptInRange('!', '~'))
                reader.Fail(SettingsReader.SecretPath(BearerSecret), "must have printable ASCII characters without spaces");
            else
                return new AuthenticationHeaderValue("Bearer", bearer);

            return null;
        }

        if (username is null != password is null)
            reader.Fail(username is null ? SettingsReader.Path(Username) : SettingsReader.SecretPath(PasswordSecret), "is not set; must be set where the other of user name and password is");

        // RFC 7617: what is behind the first colon would be the password.
        if (username?.Contains(':', StringComparison.Ordinal) == true)
            reader.FailSetting(Username, "a user name without a colon");

        return username is null || password is null ? null : BasicCredentials.Header(username, password);
    }
}
