using System.Net;
using Anomaly.Notifications.Delivery.Addresses;
using Anomaly.Notifications.Messages;

namespace Anomaly.Notifications.Channels.Settings;

/// <summary>Reads http and https addresses, from settings and from secrets. An address by number is checked here; one by name is when it is connected to.</summary>
internal sealed class AddressField(AddressPolicy policy)
{
    private const string Must = "an http or https address";

    // What a wrong field gives; nothing is sent to it, for there is a flaw.
    private static readonly Uri None = new("http://invalid.");

    /// <summary>An address in a setting.</summary>
    /// <param name="reader">The settings.</param>
    /// <param name="name">The setting.</param>
    /// <param name="absent">What is taken where there is none; null: there must be one.</param>
    public Uri Setting(SettingsReader reader, string name, Uri? absent = null)
    {
        if (absent is not null && !reader.Has(name))
        {
            reader.Text(name, Must);
            return absent;
        }

        var text = reader.RequiredText(name, Must);
        if (text.Length == 0)
            return None;

        if (Parse(text) is not { } address)
        {
            // A password does not come back to whoever asks what is wrong.
            if (text.Contains('@', StringComparison.Ordinal))
                reader.Fail(SettingsReader.Path(name), $"is not {Must}; must be one, without a user name or password");
            else
                reader.FailSetting(name, Must);

            return None;
        }

        Check(reader, SettingsReader.Path(name), $"is '{TextCut.To(address.GetLeftPart(UriPartial.Authority), 100)}'", address);
        return address;
    }

    /// <summary>An address that is a secret as a whole; it is not shown.</summary>
    public Uri Secret(SettingsReader reader, string name)
    {
        var text = reader.RequiredSecret(name, Must);
        if (text.Length == 0)
            return None;

        if (Parse(text) is not { } address)
        {
            reader.Fail(SettingsReader.SecretPath(name), $"is not {Must}; must be one, without a user name or password");
            return None;
        }

        Check(reader, SettingsReader.SecretPath(name), "is set", address);
        return address;
    }

    private static Uri? Parse(string text) =>
        Uri.TryCreate(text, UriKind.Absolute, out var address) && (address.Scheme == Uri.UriSchemeHttp || address.Scheme == Uri.UriSchemeHttps)
        && address.Host.Length > 0 && address.UserInfo.Length == 0
            ? address
            : null;

    private void Check(SettingsReader reader, string path, string shown, Uri address)
    {
        if (IPAddress.TryParse(address.Host, out var number) && policy.Refusal(number) is { } refusal)
            reader.Fail(path, $"{shown}; must be an address that can be sent to, and is at {refusal}");
    }
}
