using Anomaly.Grains.Interfaces.Cluster;
using SiloStatus = Anomaly.Grains.Interfaces.Cluster.SiloStatus;

namespace Anomaly.Grains.Cluster;

/// <summary>A silo by its last reports.</summary>
internal sealed class SiloView
{
    private static readonly TimeSpan Window = TimeSpan.FromSeconds(5);

    private readonly Queue<(DateTimeOffset At, long Samples)> _window = new();

    /// <summary>What it said last.</summary>
    public SiloReport Report { get; private set; } = null!;

    /// <summary>When, by the clock of who heard it.</summary>
    public long HeardAt { get; private set; }

    /// <summary>Takes a report.</summary>
    public void Take(SiloReport report, long heardAt)
    {
        // A counter or a clock that went back has nothing to do with what was before.
        if (Report is not null && (report.SamplesApplied < Report.SamplesApplied || report.At <= Report.At))
        {
            _window.Clear();
        }

        (Report, HeardAt) = (report, heardAt);
        _window.Enqueue((report.At, report.SamplesApplied));
        while (report.At - _window.Peek().At > Window)
        {
            _window.Dequeue();
        }
    }

    /// <summary>The silo as it is shown.</summary>
    public SiloStatus Status(bool heard)
    {
        var (at, samples) = _window.Peek();
        var seconds = (Report.At - at).TotalSeconds;
        return new(Report, heard && seconds > 0 ? (Report.SamplesApplied - samples) / seconds : 0, heard);
    }
}
