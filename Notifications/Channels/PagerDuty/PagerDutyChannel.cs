using System.Net.Http.Headers;
using Anomaly.Notifications.Channels.Settings;
using Anomaly.Notifications.Delivery;
using Anomaly.Notifications.Messages;
using Anomaly.Notifications.Messages.Templates;

namespace Anomaly.Notifications.Channels.PagerDuty;

/// <summary>
/// Sends events to PagerDuty's Events API, version 2, or to what takes the same: one an incident, with the incident's id as its <c>dedup_key</c>, so that a second
/// attempt doubles nothing.
/// </summary>
internal sealed class PagerDutyChannel(OutboundHttp http, AddressField addresses) : ChannelType<PagerDutySettings>
{
    private const string Url = "url";
    private const string RoutingKeySecret = "routing_key";

    private static readonly Uri Events = new("https://events.pagerduty.com/v2/enqueue");

    /// <inheritdoc/>
    public override string Type => "pagerduty";

    /// <inheritdoc/>
    public override IReadOnlyList<string> SecretNames => [RoutingKeySecret];

    /// <inheritdoc/>
    public override bool TellsEachAlone => true;

    /// <inheritdoc/>
    protected override string? Destination(PagerDutySettings settings) => settings.Url.GetLeftPart(UriPartial.Authority);

    /// <inheritdoc/>
    protected override PagerDutySettings Read(SettingsReader reader) => new()
    {
        Url = addresses.Setting(reader, Url, Events),
        RoutingKey = RoutingKey(reader),
        Summary = reader.Template("summary", DefaultTexts.Subject),
    };

    /// <inheritdoc/>
    protected override async Task<DeliveryOutcome> SendAsync(PagerDutySettings settings, Notification notification, CancellationToken cancellationToken)
    {
        // One incident a message, but in those that were written while the channel was of another type.
        var outcome = DeliveryOutcome.Delivered();
        foreach (var incident in notification.Incidents)
        {
            var about = notification.About(incident);
            foreach (var action in Actions(notification.Kind, incident))
            {
                var one = await SendAsync(settings, PagerDutyEvent.Write(about, action, settings), cancellationToken);
                // The rest is sent with the next attempt; what was sent is known by its key.
                if (one.Result is DeliveryResult.Retry or DeliveryResult.Gone)
                    return one;

                // One event that is not taken does not keep the others.
                if (outcome.Result != DeliveryResult.Refused)
                    outcome = one;
            }
        }

        return outcome;
    }

    private static IEnumerable<string> Actions(NotificationKind kind, NotifiedIncident incident) => kind switch
    {
        // Tried, not left open.
        NotificationKind.Test => [PagerDutyEvent.Trigger, PagerDutyEvent.Resolve],
        _ when incident.Status == NotificationStatus.Resolved => [PagerDutyEvent.Resolve],
        NotificationKind.Acknowledge when incident.Acknowledged => [PagerDutyEvent.Acknowledge],
        _ => [PagerDutyEvent.Trigger],
    };

    private static string RoutingKey(SettingsReader reader)
    {
        var key = reader.RequiredSecret(RoutingKeySecret, "the integration key of a PagerDuty service");
        if (key.Length > 255 || key.AsSpan().ContainsAnyExceptInRange('!', '~'))
            reader.Fail(SettingsReader.SecretPath(RoutingKeySecret), "is no integration key; must have at most 255 printable ASCII characters without spaces");

        return key;
    }

    private async Task<DeliveryOutcome> SendAsync(PagerDutySettings settings, byte[] body, CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, settings.Url) { Content = new ByteArrayContent(body) };
        request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        return await http.SendAsync(request, SettingsReader.Path(Url), cancellationToken);
    }
}
