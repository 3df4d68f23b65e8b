namespace Anomaly.Detectors.Tests.Multivariate.Labelled;

/// <summary>A score a vector of a host, and what a level of alarm makes of it.</summary>
/// <param name="Host">The host.</param>
/// <param name="Scores">The scores.</param>
public sealed record LabelledRun(LabelledHost Host, double[] Scores)
{
    /// <summary>Vectors after a fault in which an alarm is not counted as false: what is learned or averaged takes a while to settle.</summary>
    private const int Settling = 30;

    /// <summary>An alarm may come that much after the fault's end.</summary>
    private const int Delay = 5;

    /// <summary>Alarms nearer to each other are one.</summary>
    private const int OneAlarm = 20;

    /// <summary>The faults that a level finds.</summary>
    public IEnumerable<LabelledFault> Found(double level) =>
        Host.Labels.Where(fault => Scores.AsSpan(fault.Start, fault.End + Delay - fault.Start).ContainsAnyExceptInRange(double.MinValue, level));

    /// <summary>How many alarms it raises where there is no fault.</summary>
    public int FalseAlarms(double level)
    {
        var (count, quietUntil) = (0, 0);
        for (var vector = 0; vector < Scores.Length; vector++)
        {
            if (Scores[vector] <= level || Host.Labels.Any(fault => vector >= fault.Start && vector < fault.End + Settling))
                continue;
            if (vector >= quietUntil)
                count++;
            quietUntil = vector + OneAlarm;
        }

        return count;
    }

    /// <summary>The lowest level with which runs together raise no more than so many false alarms.</summary>
    public static double LevelFor(IReadOnlyCollection<LabelledRun> runs, int falseAlarms)
    {
        var (low, high) = (0.0, runs.Max(run => run.Scores.Max()));
        for (var i = 0; i < 40; i++)
        {
            var middle = (low + high) / 2;
            if (runs.Sum(run => run.FalseAlarms(middle)) > falseAlarms)
                low = middle;
            else
                high = middle;
        }

        return high;
    }
}
