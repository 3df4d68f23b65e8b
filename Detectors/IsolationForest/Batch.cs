using Anomaly.Detectors.Statistics;

namespace Anomaly.Detectors.IsolationForest;

/// <summary>A full batch and what was computed of each of its points. Lives on the stack.</summary>
internal readonly ref struct Batch
{
    // The seed's guard against a division by zero; part of the reference values.
    private const double ZGuard = 1e-8;
    private const double Ln2 = 0.69314718055994531;

    private readonly Span<double> _smoothed;
    private readonly Span<double> _scores;
    private readonly Span<double> _decisions;
    private readonly Span<double> _zScores;

    private Batch(ReadOnlySpan<Sample> samples, Span<double> work)
    {
        var n = samples.Length;
        Samples = samples;
        _smoothed = work[..n];
        _scores = work.Slice(n, n);
        _decisions = work.Slice(2 * n, n);
        _zScores = work.Slice(3 * n, n);
    }

    private Batch(Batch scored, double dynamicThreshold)
    {
        this = scored;
        DynamicThreshold = dynamicThreshold;
    }

    public ReadOnlySpan<Sample> Samples { get; }

    public ReadOnlySpan<double> Smoothed => _smoothed;

    /// <summary>−2^(−depth ÷ c(n)), as scikit-learn signs it: the lower, the easier to isolate.</summary>
    public ReadOnlySpan<double> Scores => _scores;

    /// <summary>Score minus the contamination quantile of the scores; below zero is an outlier.</summary>
    public ReadOnlySpan<double> Decisions => _decisions;

    public ReadOnlySpan<double> ZScores => _zScores;

    public double DynamicThreshold { get; }

    public bool StandsApart(int index) => ZScores[index] > DynamicThreshold;

    public bool IsOutlier(int index) => Decisions[index] < 0;

    /// <summary>How much room a batch needs to be scored in.</summary>
    public static int WorkSize(int batchSize) => 4 * batchSize;

    /// <param name="samples">The batch, oldest first.</param>
    /// <param name="averageBefore">The moving average just before the batch.</param>
    /// <param name="options">The settings.</param>
    /// <param name="history">The decisions before the batch.</param>
    /// <param name="keep">Whether the batch's decisions become part of the history.</param>
    /// <param name="work">Room of <see cref="WorkSize"/>.</param>
    public static Batch Score(
        ReadOnlySpan<Sample> samples,
        double averageBefore,
        IsolationForestOptions options,
        ref DecisionHistory history,
        bool keep,
        Span<double> work)
    {
        var batch = new Batch(samples, work);
        var average = averageBefore;
        for (var i = 0; i < samples.Length; i++)
            batch._smoothed[i] = average = Smoothing.Next(average, samples[i].Value, options.SmoothingAlpha);

        batch.ComputeScores();
        batch.ComputeDecisions(options.Contamination);
        batch.ComputeZScores();
        return new Batch(batch, history.Append(batch.Decisions, keep));
    }

    private void ComputeScores()
    {
        ExpectedDepth.Compute(_smoothed, _scores);
        var average = ExpectedDepth.Average(_scores.Length);
        foreach (ref var depth in _scores)
            depth = -Math.Exp(-depth / average * Ln2);
    }

    private void ComputeDecisions(double contamination)
    {
        var sorted = _zScores;
        _scores.CopyTo(sorted);
        sorted.Sort();
        var offset = Quantile.OfSorted(sorted, contamination);
        for (var i = 0; i < _scores.Length; i++)
            _decisions[i] = _scores[i] - offset;
    }

    private void ComputeZScores()
    {
        var mean = Population.Mean(_decisions);
        var deviation = Population.StandardDeviation(_decisions, mean) + ZGuard;
        for (var i = 0; i < _decisions.Length; i++)
            _zScores[i] = Math.Abs(_decisions[i] - mean) / deviation;
    }
}
