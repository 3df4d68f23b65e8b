using Anomaly.Detectors.Snapshots;
using Anomaly.Detectors.Statistics;

namespace Anomaly.Detectors.IsolationForest;

/// <summary>
/// What the dynamic threshold needs of all decisions so far: the running mean of the standard deviations of the last 20, taken
/// at each batch, and those last 20. A batch of 20 or more covers them itself, so that nothing is kept for it.
/// </summary>
internal struct DecisionHistory(int batchSize)
{
    private const int Span = 20;
    private const double Multiplier = 2.5;
    private const double BeforeAnyDeviation = 3.0;

    private readonly double[]? _recent = batchSize < Span ? new double[Span] : null;
    private int _recentCount;
    private double _deviationSum;
    private long _deviationCount;

    /// <summary>The dynamic threshold once a batch's decisions are appended.</summary>
    /// <param name="decisions">The decisions of one batch.</param>
    /// <param name="keep">Whether they stay appended.</param>
    public double Append(ReadOnlySpan<double> decisions, bool keep)
    {
        Span<double> last = stackalloc double[Span];
        last = last[..Last(decisions, last)];

        var sum = _deviationSum;
        var count = _deviationCount;
        if (last.Length == Span)
        {
            sum += Population.StandardDeviation(last, Population.Mean(last));
            count++;
        }

        if (keep)
        {
            _deviationSum = sum;
            _deviationCount = count;
            if (_recent is not null)
            {
                last.CopyTo(_recent);
                _recentCount = last.Length;
            }
        }

        return count == 0 ? BeforeAnyDeviation : Multiplier * sum / count;
    }

    public readonly void Save(SnapshotWriter snapshot)
    {
        snapshot.Double(_deviationSum);
        snapshot.Number(_deviationCount);
        snapshot.Number(_recentCount);
        for (var i = 0; i < _recentCount; i++)
            snapshot.Double(_recent![i]);
    }

    public void Restore(ref SnapshotReader snapshot)
    {
        _deviationSum = snapshot.Finite("the sum of deviations");
        _deviationCount = snapshot.Number();
        if (_deviationCount < 0)
            throw snapshot.Damaged($"the number of deviations is {_deviationCount}");

        _recentCount = snapshot.Count(_recent?.Length ?? 0, "the number of decisions");
        for (var i = 0; i < _recentCount; i++)
            _recent![i] = snapshot.Finite("a decision");
    }

    private readonly int Last(ReadOnlySpan<double> decisions, Span<double> last)
    {
        if (decisions.Length >= Span)
        {
            decisions[^Span..].CopyTo(last);
            return Span;
        }

        var kept = Math.Min(_recentCount, Span - decisions.Length);
        _recent.AsSpan(_recentCount - kept, kept).CopyTo(last);
        decisions.CopyTo(last[kept..]);
        return kept + decisions.Length;
    }
}
