using Anomaly.Detectors.Snapshots;

namespace Anomaly.Detectors.Forecasting;

/// <summary>
/// How rare it is that a series shows the same value this often in a row: the chance of a repetition, counted, to the power of the
/// repetitions. A series that often stands still must do so far longer than ever.
/// </summary>
internal struct FlatRun
{
    private const int Memory = 2000;
    private const double Forgetting = 1e-4;
    private const double MostEvidence = 8;

    /// <summary>A series that repeats itself more often than not is not flat, but constant.</summary>
    private const double MostChance = 0.5;
    private const float RunForgetting = 1f / 5000;

    /// <summary>From this length on a run counts; a series with several of them stands still by habit.</summary>
    private const int LongRun = 4;
    private const float Habit = 3;
    private const double FarLonger = 5;
    private const int AtLeast = 20;

    private double _last;
    private double _repeated;
    private double _longest;
    private int _seen;
    private int _run;
    private float _longRuns;

    /// <summary>The longest run that was over, fading slowly.</summary>
    public readonly double Longest => _longest;

    /// <summary>The length of the run that a value is part of.</summary>
    public readonly int RunWith(double value) => _seen > 0 && value == _last ? _run + 1 : 1;

    public readonly double Evidence(int run)
    {
        var chance = (_repeated + 1) / (_seen + 2);
        return chance < MostChance && (_longRuns < Habit || run > (FarLonger * _longest) + AtLeast)
            ? Math.Min((run - 1) * -Math.Log10(chance), MostEvidence)
            : 0;
    }

    public void Learn(double value)
    {
        var run = RunWith(value);
        if (run == 1 && _run >= LongRun)
            _longRuns++;
        if (run == 1)
            _longest = Math.Max(_longest, _run);
        if (_seen > 0)
            _repeated += (run > 1 ? 1 : 0) - (_seen >= Memory ? _repeated / Memory : 0);
        _longest *= 1 - Forgetting;
        _longRuns *= 1 - RunForgetting;
        _run = Math.Min(run, int.MaxValue - 1);
        _last = value;
        _seen = Math.Min(_seen + 1, Memory);
    }

    public void Transfer<T>(ref T state)
        where T : IStateTransfer, allows ref struct
    {
        state.Value(ref _last);
        state.Value(ref _repeated);
        state.Value(ref _longest);
        state.Value(ref _seen);
        state.Value(ref _run);
        state.Value(ref _longRuns);
    }
}
