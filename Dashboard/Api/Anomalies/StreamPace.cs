namespace Anomaly.Dashboard.Api.Anomalies;

/// <summary>The stream's measures.</summary>
internal sealed record StreamPace
{
    /// <summary>After so long without an event a comment is sent, so that nobody on the way takes the connection for dead.</summary>
    public TimeSpan Heartbeat { get; init; } = TimeSpan.FromSeconds(15);

    /// <summary>Catching up starts so long before the cursor, because rows commit slightly out of order.</summary>
    public TimeSpan Overlap { get; init; } = TimeSpan.FromMinutes(1);

    /// <summary>Events that wait for a slow client.</summary>
    public int Buffer { get; init; } = 1000;

    /// <summary>Rows read at once from the history.</summary>
    public int Page { get; init; } = 500;
}
