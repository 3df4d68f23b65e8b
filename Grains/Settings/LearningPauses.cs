using Anomaly.Detectors.Alarms;

namespace Anomaly.Grains.Settings;

/// <summary>The times whose samples a series judges and does not learn.</summary>
internal sealed class LearningPauses(LearningPauses.Stretch[] stretches)
{
    /// <summary>Whether a time lies in one of them.</summary>
    /// <param name="timestampMs">Milliseconds since 1970-01-01 UTC.</param>
    public bool Covers(long timestampMs)
    {
        foreach (var stretch in stretches)
        {
            if (timestampMs >= stretch.StartMs && timestampMs < stretch.EndMs && stretch.Weekly?.Covers(timestampMs) != false)
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>One of them.</summary>
    /// <param name="StartMs">Its start.</param>
    /// <param name="EndMs">Its end; outside.</param>
    /// <param name="Weekly">The windows in each week; null for all of it.</param>
    internal readonly record struct Stretch(long StartMs, long EndMs, WeeklyTime? Weekly);
}
