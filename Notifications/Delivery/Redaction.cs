using System.Text;
using System.Text.Json;

namespace Anomaly.Notifications.Delivery;

/// <summary>Takes secrets out of a text: a receiver may answer with what it was sent.</summary>
internal sealed class Redaction
{
    private const string Hidden = "***";

    /// <summary>Shorter parts are too common to be hidden.</summary>
    private const int MinPart = 8;

    private readonly List<string> _hidden = [];

    /// <param name="secrets">The secrets in clear.</param>
    public Redaction(IEnumerable<string> secrets)
    {
        foreach (var secret in secrets.Where(secret => secret.Length > 0))
        {
            Hide(secret);
            HideInBase64(secret);
            // "Bearer TOKEN", and "whsec_KEY": the part alone is as secret.
            foreach (var part in secret.Split(' ', '_'))
                HidePart(part);

            // An address that is a secret is so for its path; a receiver knows it without the host.
            if (Uri.TryCreate(secret, UriKind.Absolute, out var address) && address.IsAbsoluteUri)
            {
                HidePart(address.PathAndQuery);
                foreach (var segment in address.Segments)
                    HidePart(segment.Trim('/'));
            }
        }

        _hidden.Sort((left, right) => right.Length.CompareTo(left.Length));
    }

    /// <summary>The text without them.</summary>
    public string Apply(string text)
    {
        foreach (var each in _hidden)
            text = text.Replace(each, Hidden, StringComparison.OrdinalIgnoreCase);

        return text;
    }

    // Behind a user name, as in basic authentication, a text starts at any of the three places in a group of base64. What its neighbours have a share in stays.
    private void HideInBase64(string secret)
    {
        var bytes = Encoding.UTF8.GetBytes(secret);
        for (var before = 0; before < 3; before++)
        {
            var start = (before * 8 + 5) / 6;
            var end = (before + bytes.Length) * 8 / 6;
            HidePart(Convert.ToBase64String([.. new byte[before], .. bytes])[start..Math.Max(start, end)]);
        }
    }

    private void HidePart(string part)
    {
        if (part.Length >= MinPart)
            Hide(part);
    }

    /// <summary>Also as it stands in JSON and in an address.</summary>
    private void Hide(string text) =>
        _hidden.AddRange(new[] { text, text.Replace("/", "\\/", StringComparison.Ordinal), JsonEncodedText.Encode(text).Value, Uri.EscapeDataString(text) }.Distinct());
}
