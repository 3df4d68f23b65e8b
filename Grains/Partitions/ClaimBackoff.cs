namespace Anomaly.Grains.Partitions;

/// <summary>
/// How long the owner waits before it claims anew: not at all after a session that saved something, and ever longer while sessions end
/// without, such as at a state that cannot be read. Outlives sessions.
/// </summary>
internal sealed class ClaimBackoff(TimeProvider time)
{
    private static readonly TimeSpan First = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(10);

    private int _inARow;
    private long _endedAt;

    /// <summary>What is left of the pause.</summary>
    public TimeSpan Left
    {
        get
        {
            // The first that fails may have met what passes by itself.
            if (_inARow < 2)
            {
                return TimeSpan.Zero;
            }

            var pause = TimeSpan.FromTicks(Math.Min(Longest.Ticks, First.Ticks << Math.Min(_inARow - 2, 16)));
            var left = pause - time.GetElapsedTime(_endedAt);
            return left > TimeSpan.Zero ? left : TimeSpan.Zero;
        }
    }

    /// <summary>Notes that a session failed.</summary>
    /// <param name="openedAt">When it was opened: a timestamp of the clock.</param>
    /// <param name="saved">Whether it saved anything.</param>
    public void NoteFailure(long openedAt, bool saved)
    {
        var quick = !saved && time.GetElapsedTime(openedAt) < Longest;
        _inARow = quick ? _inARow + 1 : 1;
        _endedAt = time.GetTimestamp();
    }

    /// <summary>Notes that a session was handed over.</summary>
    public void NoteHandover() => _inARow = 0;
}
