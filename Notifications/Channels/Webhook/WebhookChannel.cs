using System.Globalization;
using System.Net.Http.Headers;
using Anomaly.Notifications.Channels.Settings;
using Anomaly.Notifications.Delivery;
using Anomaly.Notifications.Messages;
using Anomaly.Notifications.Messages.Payloads;

namespace Anomaly.Notifications.Channels.Webhook;

/// <summary>Posts to any program, signed by Standard Webhooks 1.0 (https://www.standardwebhooks.com).</summary>
internal sealed class WebhookChannel(OutboundHttp http, AddressField addresses, TimeProvider time) : ChannelType<WebhookSettings>
{
    private const string Url = "url";
    private const string SigningKeySecret = "signing_key";
    private const string PreviousSigningKeySecret = "previous_signing_key";
    private const string AuthorizationSecret = "authorization";
    private const string HeaderSecret = "header";

    /// <inheritdoc/>
    public override string Type => "webhook";

    /// <inheritdoc/>
    public override IReadOnlyList<string> SecretNames => [SigningKeySecret, PreviousSigningKeySecret, AuthorizationSecret, HeaderSecret];

    /// <inheritdoc/>
    public override bool IsSent(string secret) => secret is not (SigningKeySecret or PreviousSigningKeySecret);

    /// <inheritdoc/>
    protected override string? Destination(WebhookSettings settings) => settings.Url.GetLeftPart(UriPartial.Authority);

    /// <inheritdoc/>
    protected override WebhookSettings Read(SettingsReader reader) => new()
    {
        Url = addresses.Setting(reader, Url),
        Format = reader.Choice("format", [.. PayloadFormats.All.Select(format => (format.Name, format))], PayloadFormats.Anomaly),
        Headers = Headers(reader),
        Authorization = Authorization(reader),
        Keys = [.. new[] { Key(reader, SigningKeySecret, isRequired: true), Key(reader, PreviousSigningKeySecret, isRequired: false) }.OfType<SigningKey>()],
    };

    /// <inheritdoc/>
    protected override async Task<DeliveryOutcome> SendAsync(WebhookSettings settings, Notification notification, CancellationToken cancellationToken)
    {
        var body = settings.Format.Write(notification);
        var id = notification.Id.ToString();
        var timestamp = time.GetUtcNow().ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);
        using var request = new HttpRequestMessage(HttpMethod.Post, settings.Url) { Content = new ByteArrayContent(body) };
        request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        foreach (var (name, value) in settings.Headers)
        {
            if (!request.Headers.TryAddWithoutValidation(name, value))
                request.Content.Headers.TryAddWithoutValidation(name, value);
        }

        if (settings.Authorization is { } authorization)
            request.Headers.TryAddWithoutValidation("Authorization", authorization);

        request.Headers.Add("webhook-id", id);
        request.Headers.Add("webhook-timestamp", timestamp);
        request.Headers.Add("webhook-signature", string.Join(' ', settings.Keys.Select(key => key.Sign(id, timestamp, body))));
        return await http.SendAsync(request, SettingsReader.Path(Url), cancellationToken);
    }

    private static SigningKey? Key(SettingsReader reader, string name, bool isRequired)
    {
        var text = isRequired ? reader.RequiredSecret(name, SigningKey.Must) : reader.Secret(name);
        if (text is null or "")
            return null;

        var key = SigningKey.Parse(text);
        if (key is null)
            reader.Fail(SettingsReader.SecretPath(name), $"is no signing key; must be {SigningKey.Must}");

        return key;
    }

    private static Dictionary<string, string> Headers(SettingsReader reader)
    {
        var headers = new Dictionary<string, string>(reader.TextMap("headers", WebhookHeaders.Flaw), StringComparer.OrdinalIgnoreCase);
        if (reader.Secret(HeaderSecret) is not { } line)
            return headers;

        var (name, value, flaw) = WebhookHeaders.ReadSecret(line);
        if (flaw is not null)
            reader.Fail(SettingsReader.SecretPath(HeaderSecret), $"is no header such as 'X-Api-Key: …': its name or value {flaw}");
        else if (!headers.TryAdd(name, value))
            reader.Fail(SettingsReader.SecretPath(HeaderSecret), $"is {name}, which settings.headers has too; must be in one of them");

        return headers;
    }

    private static string? Authorization(SettingsReader reader)
    {
        var value = reader.Secret(AuthorizationSecret);
        if (value is not null && WebhookHeaders.FlawOfValue(value, WebhookHeaders.MaxSecret) is { } flaw)
            reader.Fail(SettingsReader.SecretPath(AuthorizationSecret), flaw);

        return value;
    }
}
