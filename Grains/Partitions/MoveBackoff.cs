namespace Anomaly.Grains.Partitions;

/// <summary>
/// How long the owner waits before it takes a series that is at home elsewhere: the more often it did so lately, the longer, so that
/// two partitions which both get a series' samples do not fight over it. Outlives sessions.
/// </summary>
internal sealed class MoveBackoff(TimeProvider time)
{
    private static readonly TimeSpan First = TimeSpan.FromMilliseconds(250);
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan Forgotten = TimeSpan.FromMinutes(10);

    private readonly Dictionary<string, (int Moves, long At)> _moves = [];

    /// <summary>The pause before the series may be taken; zero for one that was not taken lately.</summary>
    public TimeSpan PauseFor(string series)
    {
        if (!_moves.TryGetValue(series, out var move) || time.GetElapsedTime(move.At) > Forgotten)
        {
            return TimeSpan.Zero;
        }

        var pause = TimeSpan.FromTicks(Math.Min(Longest.Ticks, First.Ticks << Math.Min(move.Moves - 1, 8)));
        var left = pause - time.GetElapsedTime(move.At);
        return left > TimeSpan.Zero ? left : TimeSpan.Zero;
    }

    /// <summary>Notes that a series was taken.</summary>
    public void NoteMove(string series)
    {
        if (_moves.Count > 10_000)
        {
            foreach (var old in _moves.Where(move => time.GetElapsedTime(move.Value.At) > Forgotten).Select(move => move.Key).ToArray())
            {
                _moves.Remove(old);
            }
        }

        var known = _moves.TryGetValue(series, out var move) && time.GetElapsedTime(move.At) <= Forgotten;
        _moves[series] = (known ? move.Moves + 1 : 1, time.GetTimestamp());
    }
}
