using Anomaly.Detectors.Calibration;

namespace Anomaly.Detectors.Ensemble;

/// <summary>
/// Makes one score of the votes. The forecast alarms alone where its tests say that the sample is rarer than the sensitivity allows;
/// records and novelty together, helped by a forecast that is surprised, too. The constants were chosen on the Numenta Anomaly
/// Benchmark's public files and on noise; docs/detection.md says how.
/// </summary>
internal static class Ballot
{
    /// <summary>Decades of rarity at which the forecast alarms alone at the default sensitivity: seven tests share the budget.</summary>
    private const double ForecastLevel = 5.5;

    private const double WarmDecades = 6;
    private const double RecordUnit = 0.015;
    private const double NoveltyWeight = 0.5;
    private const double NoveltyFrom = 0.6;
    private const double MostNovelty = 3;
    private const double NoveltyAfterAlarm = 0.4;
    private const double JointLevel = 1.5;
    private const double SurpriseWeight = 0.13;
    private const double SurpriseFrom = 2.5;
    private const double MostSurprise = 9.5;

    /// <summary>On noise the rate of joint alarms falls with at least the fourth power of the level.</summary>
    private const double JointDecades = 4;

    /// <summary>How rare a value must be for the forecast alone.</summary>
    public static double ForecastDecadesNeeded(double budget, double decades) => ForecastLevel + budget - decades;

    /// <summary>How rare a value can be at most where little of the series is known: enough for an alarm, but not for a severe one.</summary>
    public static double MostDecades(double warm, double budget, double decades) => ForecastDecadesNeeded(budget, decades) + (WarmDecades * warm);

    /// <param name="vote">The readings; receives the scores.</param>
    /// <param name="budget">Decades by which earlier alarms have raised the forecast's level.</param>
    /// <param name="decades">How many times tenfold more false alarms than by default are allowed.</param>
    /// <param name="joint">Whether records and novelty know enough of the series.</param>
    /// <param name="echo">Whether there was an alarm a short while ago: after a change all patterns are new, which is no news.</param>
    public static void Count(ref Vote vote, double budget, double decades, bool joint, bool echo)
    {
        vote.ForecastScore = Rarity.Score(vote.Residual.Evidence, ForecastDecadesNeeded(budget, decades));
        vote.Score = vote.ForecastScore;
        if (!joint)
            return;

        var scale = Math.Pow(10, decades / JointDecades);
        vote.RecordScore = vote.Record.Margin > 0 ? scale * Math.Log(1 + (vote.Record.Margin / RecordUnit)) / JointLevel : 0;
        vote.NoveltyScore = vote.Novelty.Evidence > NoveltyFrom
            ? scale * (echo ? NoveltyAfterAlarm : 1) * Math.Min(NoveltyWeight * (vote.Novelty.Evidence - NoveltyFrom), MostNovelty) / JointLevel
            : 0;
        var together = vote.RecordScore + vote.NoveltyScore + (scale * SurpriseWeight * Math.Clamp(vote.Residual.Evidence - SurpriseFrom, 0, MostSurprise));
        vote.Score = Math.Max(vote.Score, together);
    }
}
