namespace Anomaly.Producer.Replay;

/// <summary>Goes through a file. It is opened with its first row and closed after its last.</summary>
internal sealed class ReplayCursor(ReplayFile file, string folder, ReplayLog log, DateTimeOffset? rebase) : IDisposable
{
    private CsvRows? _rows;
    private TimeSpan? _shift;
    private long _good;

    public ReplayFile File => file;

    public CsvSample Current { get; private set; }

    /// <summary>The time of the first row, without staying open: a folder may hold more files than a process may open.</summary>
    public bool TryPeek(out DateTimeOffset time)
    {
        time = default;
        try
        {
            using var rows = Open(onBadLine: null);
            if (!rows.TryRead(out var first))
            {
                MoveNext(); // reads it again, to say what is wrong
                return false;
            }

            time = Shift(first).Time;
            return true;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or NotSupportedException)
        {
            log.Unreadable(file, e.Message);
            return false;
        }
    }

    /// <summary>Goes to the next row; false at the end, or where the file cannot be read.</summary>
    public bool MoveNext()
    {
        try
        {
            _rows ??= Open((line, problem) => log.BadLine(file, line, problem));
            if (_rows.TryRead(out var sample))
            {
                _good++;
                Current = Shift(sample);
                return true;
            }

            log.Ended(file, _good);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or NotSupportedException)
        {
            log.Unreadable(file, e.Message);
        }

        Dispose();
        return false;
    }

    public void Dispose() => _rows?.Dispose();

    private CsvRows Open(Action<long, string>? onBadLine) =>
        new(new StreamReader(Path.GetFullPath(file.Path, folder), new FileStreamOptions { BufferSize = 64 * 1024, Options = FileOptions.SequentialScan }), onBadLine);

    private CsvSample Shift(CsvSample sample)
    {
        if (rebase is null)
            return sample;
        _shift ??= rebase.Value - sample.Time;
        return sample with { Time = sample.Time + _shift.Value };
    }
}
