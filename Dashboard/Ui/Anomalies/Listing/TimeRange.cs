namespace Anomaly.Dashboard.Ui.Anomalies.Listing;

/// <summary>A stretch of time that ends now.</summary>
/// <param name="Name">Its name in the address.</param>
/// <param name="Words">What the reader sees.</param>
/// <param name="Length">How long it is.</param>
public sealed record TimeRange(string Name, string Words, TimeSpan Length)
{
    /// <summary>The ranges that the list offers, shortest first.</summary>
    public static IReadOnlyList<TimeRange> All { get; } =
    [
        new("15m", "Last 15 minutes", TimeSpan.FromMinutes(15)),
        new("1h", "Last hour", TimeSpan.FromHours(1)),
        new("6h", "Last 6 hours", TimeSpan.FromHours(6)),
        new("24h", "Last 24 hours", TimeSpan.FromHours(24)),
        new("7d", "Last 7 days", TimeSpan.FromDays(7)),
    ];

    /// <returns>Null where no range has the name.</returns>
    public static TimeRange? Named(string? name) => All.FirstOrDefault(range => range.Name == name);
}
