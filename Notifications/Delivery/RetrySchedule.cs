using System.Buffers.Binary;

namespace Anomaly.Notifications.Delivery;

/// <summary>
/// When a message is tried again, in the manner of Standard Webhooks: after 5 s, 5 min, 30 min, 2 h, 5 h, 10 h and 10 h, some 28 hours in all; then it is given up.
/// </summary>
internal static class RetrySchedule
{
    /// <summary>A wait is up to this part longer, so that messages that failed together do not all come back together.</summary>
    private const double Jitter = 0.2;

    /// <summary>However long a receiver asks to be left alone, it is not left longer than this, but for the schedule's own longer waits.</summary>
    private static TimeSpan MaxRetryAfter { get; } = TimeSpan.FromHours(1);

    /// <summary>The waits without jitter: behind the first attempt, the second, …</summary>
    public static IReadOnlyList<TimeSpan> Waits { get; } =
    [
        TimeSpan.FromSeconds(5), TimeSpan.FromMinutes(5), TimeSpan.FromMinutes(30), TimeSpan.FromHours(2), TimeSpan.FromHours(5), TimeSpan.FromHours(10), TimeSpan.FromHours(10),
    ];

    /// <summary>From the first attempt to the last.</summary>
    private static TimeSpan Whole { get; } = Waits.Aggregate((sum, wait) => sum + wait);

    /// <summary>How long to wait before the next attempt; the same answer for the same arguments.</summary>
    /// <param name="id">The message's id.</param>
    /// <param name="attempts">How many attempts there were: 1 or more.</param>
    /// <param name="retryAfter">How long the receiver asked to be left alone, where it did. It makes the wait longer, never shorter: the attempts are to last for the schedule's time.</param>
    /// <param name="atMost">The longest wait that the receiver bears, whatever it asked; there are then as many more attempts as the schedule's time has room for. Null: any.</param>
    /// <returns>The wait; null where the message is given up.</returns>
    public static TimeSpan? Next(Guid id, int attempts, TimeSpan? retryAfter = null, TimeSpan? atMost = null)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(attempts, 1);
        if (attempts > Waits.Count)
            return atMost * attempts < Whole ? atMost : null;

        var asked = retryAfter is { } after ? TimeSpan.FromTicks(Math.Min(after.Ticks, MaxRetryAfter.Ticks)) : TimeSpan.Zero;
        var wait = (asked > Waits[attempts - 1] ? asked : Waits[attempts - 1]) * (1 + Jitter * Fraction(id, attempts));
        return wait > atMost ? atMost : wait;
    }

    // 0 up to 1. Not GetHashCode, which differs from process to process. The finalizer of MurmurHash3 spreads the bits.
    private static double Fraction(Guid id, int attempts)
    {
        Span<byte> bytes = stackalloc byte[16];
        id.TryWriteBytes(bytes);
        var hash = BinaryPrimitives.ReadUInt64LittleEndian(bytes) ^ BinaryPrimitives.ReadUInt64LittleEndian(bytes[8..]) ^ (ulong)attempts * 0x9e3779b97f4a7c15;
        hash = (hash ^ hash >> 33) * 0xff51afd7ed558ccd;
        hash = (hash ^ hash >> 33) * 0xc4ceb9fe1a85ec53;
        return ((hash ^ hash >> 33) >> 11) / (double)(1L << 53);
    }
}
