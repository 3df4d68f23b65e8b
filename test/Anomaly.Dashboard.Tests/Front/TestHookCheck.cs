using Anomaly.Notifications.Definitions;

namespace Anomaly.Dashboard.Tests.Front;

/// <summary>A type of channel with an address and two secrets, one of which it needs.</summary>
internal sealed class TestHookCheck : IChannelCheck
{
    public string Type => "hook";

    public IReadOnlyList<string> SecretNames => ["key", "token"];

    public void Check(ChannelDraft channel, FieldErrors errors)
    {
        if (channel.Settings["url"] is null)
            errors.Add("settings.url", "is missing; must be an address");
        if (!channel.Secrets.ContainsKey("key"))
            errors.Add("secrets.key", "is missing; must be a text");
    }
}
