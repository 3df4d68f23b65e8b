namespace Anomaly.Storage.Schema;

/// <summary>Times are kept in whole milliseconds, cut off, within the years 1 to 9999.</summary>
internal static class StoredTime
{
    private static readonly long Least = DateTimeOffset.MinValue.ToUnixTimeMilliseconds();
    private static readonly long Most = DateTimeOffset.MaxValue.ToUnixTimeMilliseconds();

    public static long Milliseconds(DateTimeOffset time) => time.ToUnixTimeMilliseconds();

    public static DateTimeOffset FromMilliseconds(long milliseconds) =>
        DateTimeOffset.FromUnixTimeMilliseconds(Math.Clamp(milliseconds, Least, Most));

    public static DateTimeOffset Cut(DateTimeOffset time) => FromMilliseconds(Milliseconds(time));
}
