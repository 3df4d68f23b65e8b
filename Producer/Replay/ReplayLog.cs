namespace Anomaly.Producer.Replay;

/// <summary>Says what is wrong with files, and counts it.</summary>
internal sealed class ReplayLog(Action<string> say)
{
    private const int ShownAFile = 20;
    private readonly Dictionary<ReplayFile, long> _bad = [];

    public long BadLines { get; private set; }

    public int UnreadableFiles { get; private set; }

    public void BadLine(ReplayFile file, long line, string problem)
    {
        BadLines++;
        var count = _bad[file] = _bad.GetValueOrDefault(file) + 1;
        if (count <= ShownAFile)
            say($"{file.Path}:{line}: {problem}; skipped");
        else if (count == ShownAFile + 1)
            say($"{file.Path}: more such lines follow; they are skipped and counted");
    }

    public void Unreadable(ReplayFile file, string problem)
    {
        UnreadableFiles++;
        say($"{file.Path}: cannot be read: {problem}");
    }

    public void Ended(ReplayFile file, long good)
    {
        if (good > 0)
            return;
        if (_bad.ContainsKey(file))
            Unreadable(file, "none of its lines is timestamp,value");
        else
            say($"{file.Path}: no samples");
    }
}
