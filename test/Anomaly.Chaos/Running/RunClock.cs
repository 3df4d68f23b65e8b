using System.Diagnostics;

namespace Anomaly.Chaos.Running;

/// <summary>The run's time, and its log with times.</summary>
internal sealed class RunClock(TextWriter output)
{
    private readonly long _started = Stopwatch.GetTimestamp();
    private readonly Lock _gate = new();

    public TimeSpan Elapsed => Stopwatch.GetElapsedTime(_started);

    public void Say(string text)
    {
        lock (_gate)
        {
            output.WriteLine(FormattableString.Invariant($"{Elapsed.TotalSeconds,7:0.0}  {text}"));
            output.Flush();
        }
    }
}
