using System.Globalization;
using Anomaly.Notifications.Channels.Settings;
using Anomaly.Notifications.Delivery;
using Anomaly.Notifications.Delivery.Addresses;
using Anomaly.Notifications.Messages;
using Microsoft.Extensions.Options;

namespace Anomaly.Notifications.Channels.Smtp;

/// <summary>Sends mail by SMTP. The server's address is checked as those of HTTP are.</summary>
internal sealed class SmtpChannel(CheckedConnector connector, AddressPolicy policy, ServerTrust trust, IOptions<OutboundOptions> options) : ChannelType<SmtpSettings>
{
    /// <inheritdoc/>
    public override string Type => "smtp";

    /// <inheritdoc/>
    public override IReadOnlyList<string> SecretNames => [SmtpSettingsReading.PasswordSecret];

    /// <inheritdoc/>
    protected override SmtpSettings Read(SettingsReader reader) => SmtpSettingsReading.Read(reader, policy);

    /// <inheritdoc/>
    protected override string? Destination(SmtpSettings settings) => string.Create(CultureInfo.InvariantCulture, $"{settings.Host}:{settings.Port} ({settings.Tls})");

    /// <inheritdoc/>
    protected override async Task<DeliveryOutcome> SendAsync(SmtpSettings settings, Notification notification, CancellationToken cancellationToken)
    {
        var server = string.Create(CultureInfo.InvariantCulture, $"{settings.Host}:{settings.Port}");
        var timeout = options.Value.Timeout;
        using var late = new CancellationTokenSource(timeout);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, late.Token);
        try
        {
            return await SendAsync(settings, MailWriter.Write(settings, notification), either.Token);
        }
        catch (AddressRefusedException refused)
        {
            return DeliveryOutcome.Refused($"{SettingsReader.Path(SmtpSettingsReading.Host)}: {refused.Message}");
        }
        catch (Exception exception) when (late.IsCancellationRequested && !cancellationToken.IsCancellationRequested && exception is OperationCanceledException or IOException)
        {
            return DeliveryOutcome.Retry($"no answer from {server} within {timeout.TotalSeconds:0.#} s");
        }
        catch (Exception exception) when (!cancellationToken.IsCancellationRequested && SmtpOutcome.Of(exception, server) is not null)
        {
            return SmtpOutcome.Of(exception, server)!;
        }
    }

    private async Task<DeliveryOutcome> SendAsync(SmtpSettings settings, MimeKit.MimeMessage mail, CancellationToken cancellationToken)
    {
        var socket = await connector.ConnectAsync(settings.Host, settings.Port, cancellationToken);
        using var client = new RecipientTally();
        // As HTTP does: a list of revoked certificates that cannot be had keeps no alert back.
        client.CheckCertificateRevocation = false;
        client.ServerCertificateValidationCallback = trust.Validation;
        try
        {
            await client.ConnectAsync(socket, settings.Host, settings.Port, settings.Tls, cancellationToken);
        }
        catch
        {
            socket.Dispose();
            throw;
        }

        if (settings is { Username: { } username, Password: { } password })
            await client.AuthenticateAsync(username, password, cancellationToken);

        await client.SendAsync(mail, cancellationToken);
        var outcome = SmtpOutcome.Of(client.Refused);
        await SayGoodbyeAsync(client, cancellationToken);
        return outcome;
    }

    // The mail is taken; a server that does not take leave changes nothing about it.
    private static async Task SayGoodbyeAsync(RecipientTally client, CancellationToken cancellationToken)
    {
        try
        {
            await client.DisconnectAsync(quit: true, cancellationToken);
        }
        catch (Exception exception) when (exception is IOException or OperationCanceledException or MailKit.ProtocolException)
        {
        }
    }
}
