namespace Anomaly.Grains.Metrics;

/// <summary>
/// Tells a partition's lag as a time: for how long the oldest record that is not applied has been known to be in the log. It needs no
/// time in the records, and goes on where the owner is lost. What was in the log before the first look counts from that look.
/// </summary>
internal sealed class LagClock
{
    /// <summary>Looks that are remembered; where a lag lasts longer, they are taken at wider steps.</summary>
    public const int MaxMarks = 512;

    private List<(long End, TimeSpan At)> _marks = [];
    private TimeSpan _step;
    private long _appliedTo = long.MaxValue;

    /// <summary>Looks once.</summary>
    /// <param name="now">When.</param>
    /// <param name="appliedTo">The first offset that is not wholly applied.</param>
    /// <param name="end">The log's end; at or below <paramref name="appliedTo"/> where all is applied, whatever was heard of its end before.</param>
    public void Look(TimeSpan now, long appliedTo, long end)
    {
        _marks.RemoveAll(mark => mark.End <= appliedTo || end <= appliedTo);
        _appliedTo = appliedTo;
        NoteEnd(now, end);
    }

    /// <summary>Looks while nobody applies: only the log goes on.</summary>
    /// <param name="now">When.</param>
    /// <param name="end">The log's end.</param>
    public void NoteEnd(TimeSpan now, long end)
    {
        if (_marks.Count == 0)
        {
            _step = TimeSpan.Zero;
        }

        if (end <= (_marks.Count == 0 ? _appliedTo : _marks[^1].End))
        {
            return;
        }

        if (_marks.Count > 0 && now - _marks[^1].At < _step)
        {
            _marks[^1] = _marks[^1] with { End = end };
            return;
        }

        _marks.Add((end, now));
        if (_marks.Count > MaxMarks)
        {
            Widen();
        }
    }

    /// <summary>How old the oldest record is that is not applied.</summary>
    /// <param name="now">When.</param>
    /// <returns>Zero where all are applied, as far as was looked.</returns>
    public TimeSpan Behind(TimeSpan now) => _marks.Count == 0 ? TimeSpan.Zero : now - _marks[0].At;

    /// <summary>Half as many marks. The earlier time stays with the later end: the lag is at most a step too long.</summary>
    private void Widen()
    {
        _step = 2 * (_marks[^1].At - _marks[0].At) / _marks.Count;
        _marks = [.. _marks.Chunk(2).Select(pair => (pair[^1].End, pair[0].At))];
    }
}
