namespace Anomaly.Producer.Commands;

/// <summary>Writes results to standard output, and news and progress to standard error, without tearing lines.</summary>
internal sealed class Reporter(Surroundings surroundings, bool quiet)
{
    private readonly Lock _lock = new();
    private int _progress;

    /// <summary>A result.</summary>
    public void Print(string line)
    {
        lock (_lock)
        {
            ClearProgress();
            surroundings.Out.Write(line + "\n");
        }
    }

    /// <summary>Something that a person should know, also when quiet.</summary>
    public void Say(string line)
    {
        lock (_lock)
        {
            ClearProgress();
            surroundings.Error.Write(line + "\n");
        }
    }

    /// <summary>Something nice to know.</summary>
    public void Tell(string line)
    {
        if (!quiet)
            Say(line);
    }

    /// <summary>How far it is; on a terminal each takes the place of the one before.</summary>
    public void Progress(string line)
    {
        lock (_lock)
        {
            surroundings.Out.Flush();
            if (quiet)
                return;
            if (!surroundings.ErrorIsTerminal)
            {
                surroundings.Error.Write(line + "\n");
                return;
            }

            surroundings.Error.Write($"\r{line.PadRight(_progress)}");
            _progress = line.Length;
        }
    }

    private void ClearProgress()
    {
        if (_progress == 0)
            return;
        surroundings.Out.Flush();
        surroundings.Error.Write($"\r{new string(' ', _progress)}\r");
        _progress = 0;
    }
}
