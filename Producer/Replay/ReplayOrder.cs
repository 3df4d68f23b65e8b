namespace Anomaly.Producer.Replay;

/// <summary>In which order the rows of several files are sent.</summary>
internal static class ReplayOrder
{
    // Enough to fill every partition evenly, and far below what a process may open.
    private const int OpenAtOnce = 64;

    /// <summary>A row of each file in turn: every partition gets its share from the start.</summary>
    public static IEnumerable<ReplayCursor> InTurn(IEnumerable<ReplayCursor> cursors)
    {
        using var waiting = cursors.GetEnumerator();
        var open = new Queue<ReplayCursor>();
        while (true)
        {
            while (open.Count < OpenAtOnce && waiting.MoveNext())
                open.Enqueue(waiting.Current);
            if (!open.TryDequeue(out var cursor))
                yield break;
            if (!cursor.MoveNext())
                continue;
            yield return cursor;
            open.Enqueue(cursor);
        }
    }

    /// <summary>By event time over all files; the rows of one file keep their order.</summary>
    public static IEnumerable<ReplayCursor> ByTime(IEnumerable<ReplayCursor> cursors)
    {
        var next = new PriorityQueue<ReplayCursor, (DateTimeOffset Time, int File)>();
        var started = new HashSet<ReplayCursor>();
        var numbers = new Dictionary<ReplayCursor, int>();
        foreach (var cursor in cursors)
        {
            if (cursor.TryPeek(out var time))
                next.Enqueue(cursor, (time, numbers[cursor] = numbers.Count));
        }

        while (next.TryDequeue(out var cursor, out _))
        {
            if (started.Add(cursor) && !cursor.MoveNext())
                continue;
            yield return cursor;
            if (cursor.MoveNext())
                next.Enqueue(cursor, (cursor.Current.Time, numbers[cursor]));
        }
    }
}
