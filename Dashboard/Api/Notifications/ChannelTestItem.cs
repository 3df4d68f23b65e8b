using Anomaly.Grains.Interfaces.Notifications;

namespace Anomaly.Dashboard.Api.Notifications;

/// <summary>What became of a test message.</summary>
internal sealed record ChannelTestItem
{
    internal ChannelTestItem(ChannelTest test) => (Outcome, StatusCode, Detail) = (test.Outcome, test.StatusCode, test.Detail);

    /// <summary>What: delivered, retry (not now), refused (never, as things are) or gone (the receiver wants no more messages).</summary>
    public string Outcome { get; }

    /// <summary>What the receiver answered: an HTTP status, an SMTP reply code; null where it did not answer.</summary>
    public int? StatusCode { get; }

    /// <summary>More of it; null for nothing.</summary>
    public string? Detail { get; }
}
