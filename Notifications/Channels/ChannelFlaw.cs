namespace Anomaly.Notifications.Channels;

/// <summary>One thing that is wrong with a channel's definition.</summary>
/// <param name="Field">Which field, such as <c>settings.url</c>, <c>settings.to[1]</c> or <c>secrets.signing_key</c>.</param>
/// <param name="Problem">What it is, and what it must be: <c>is 'ftp://x'; must be an http or https address</c>. Never a secret's value.</param>
public sealed record ChannelFlaw(string Field, string Problem)
{
    /// <inheritdoc/>
    public override string ToString() => $"{Field} {Problem}";
}
