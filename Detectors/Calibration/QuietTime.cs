using Anomaly.Detectors.Snapshots;

namespace Anomaly.Detectors.Calibration;

/// <summary>
/// Says each thing once: a score that does not exceed one of the last samples is told as 0, and after an alarm only one that is clearly
/// higher is told again. So a shift to another level is one alarm, not one a sample. A streak that is too short is told as being at
/// the level.
/// </summary>
internal struct QuietTime
{
    /// <summary>How many samples it lasts.</summary>
    public const int Samples = 40;

    private const double Worse = 1.25;

    private double _peak;
    private int _age;
    private int _streak;

    /// <summary>What a score is told as.</summary>
    /// <param name="score">The score of the next sample.</param>
    /// <param name="minStreak">How many samples in a row must be above the level.</param>
    /// <param name="after">How it is afterwards.</param>
    public readonly double Tell(double score, int minStreak, out QuietTime after)
    {
        var streak = score > 1 ? Math.Min(_streak + 1, int.MaxValue - 1) : 0;
        var peak = _age >= Samples ? 0 : _peak;
        var heard = score > 1 && streak < minStreak ? 1 : score;
        var tells = heard > (peak > 1 ? Worse * peak : peak);
        after = new QuietTime { _streak = streak, _peak = tells ? heard : peak, _age = tells ? 0 : Math.Min(_age + 1, Samples) };
        return tells ? heard : 0;
    }

    public void Transfer<T>(ref T state)
        where T : IStateTransfer, allows ref struct
    {
        state.Value(ref _peak);
        state.Value(ref _age);
        state.Value(ref _streak);
    }
}
