using System.Security.Cryptography;
using System.Text.Json.Nodes;

namespace Anomaly.Dashboard.Ui.Notifications.Channels;

/// <summary>A secret while somebody edits its channel. One that is stored is not known here.</summary>
/// <param name="field">Which it is.</param>
/// <param name="isStored">Whether one is stored.</param>
public sealed class SecretEdit(SecretField field, bool isStored)
{
    private const int KeyBytes = 32;

    /// <summary>Which it is.</summary>
    public SecretField Field { get; } = field;

    /// <summary>Whether one is stored.</summary>
    public bool IsStored { get; } = isStored;

    /// <summary>Whether the stored one is to go.</summary>
    public bool IsRemoved { get; private set; }

    /// <summary>Whether another is being entered.</summary>
    public bool IsEntered { get; private set; } = !isStored;

    /// <summary>What was made here, for whoever sets up the receiver; null where nothing was.</summary>
    public string? Made { get; private set; }

    /// <summary>What was typed or made; null for nothing. Not to be shown.</summary>
    public string? Text { get; private set; }

    /// <summary>Whether it differs from what is stored.</summary>
    public bool IsChanged => IsRemoved || !string.IsNullOrEmpty(Text);

    /// <summary>Another is to be entered.</summary>
    public void Replace() => (IsEntered, IsRemoved) = (true, false);

    /// <summary>The stored one is to go.</summary>
    public void Remove() => (IsRemoved, IsEntered, Text, Made) = (true, false, null, null);

    /// <summary>The stored one stays.</summary>
    public void Keep() => (IsRemoved, IsEntered, Text, Made) = (false, !IsStored, null, null);

    /// <summary>Somebody types.</summary>
    public void Type(string text) => (Text, Made) = (text.Trim(), null);

    /// <summary>Makes a signing key of Standard Webhooks.</summary>
    public void Make()
    {
        Replace();
        Text = Made = $"whsec_{Convert.ToBase64String(RandomNumberGenerator.GetBytes(KeyBytes))}";
    }

    /// <summary>Puts it into a channel's secrets: <c>"set"</c> keeps, null takes away.</summary>
    public void Write(JsonObject secrets)
    {
        if (!string.IsNullOrEmpty(Text))
            secrets[Field.Name] = Text;
        else if (IsRemoved)
            secrets[Field.Name] = null;
        else if (IsStored)
            secrets[Field.Name] = "set";
    }
}
