using Anomaly.Storage.Schema;

namespace Anomaly.Storage.Anomalies;

/// <summary>A range of time in buckets of one length, which begin at whole multiples of it since 1970, in Unix milliseconds.</summary>
internal readonly record struct AnomalyBuckets
{
    public AnomalyBuckets(DateTimeOffset from, DateTimeOffset to, TimeSpan length)
    {
        if (length < TimeSpan.FromSeconds(1) || length.Ticks % TimeSpan.TicksPerSecond != 0)
            throw new ArgumentOutOfRangeException(nameof(length), length, "A bucket has a whole number of seconds, at least one.");

        Length = length.Ticks / TimeSpan.TicksPerMillisecond;
        // The bucket in which time begins here is left out: it may begin earlier, and PostgreSQL's driver takes the very beginning for -infinity.
        var first = Floor(StoredTime.Milliseconds(DateTimeOffset.MinValue)) + Length;
        From = Math.Max(first, StoredTime.Milliseconds(from));
        To = Math.Max(From, StoredTime.Milliseconds(to));
        Origin = Floor(From);
    }

    /// <summary>The first millisecond that counts.</summary>
    public long From { get; }

    /// <summary>The first millisecond that counts no more.</summary>
    public long To { get; }

    public long Length { get; }

    /// <summary>Where the first bucket begins. No time that counts lies before it, so that a division cuts off the right way.</summary>
    public long Origin { get; }

    private long Floor(long time) => time - (((time % Length) + Length) % Length);
}
