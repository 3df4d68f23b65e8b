using Anomaly.Detectors.Snapshots;

namespace Anomaly.Detectors.Calibration;

/// <summary>
/// How rare a measure is in its own series: a streaming peaks-over-threshold model. The 98 % quantile is followed by stochastic
/// approximation, what lies above it is a generalised Pareto distribution fitted by moments that fade.
/// </summary>
/// <remarks>
/// Siffer, Fouque, Termier, Largouët: "Anomaly detection in streams with extreme value theory" (SPOT), KDD 2017; the moments instead
/// of the likelihood, and a start at the tail of a normal distribution instead of a first batch. A peak counts at most six times
/// the mean, so that the anomaly itself does not become what is usual.
/// </remarks>
internal struct TailModel
{
    private const float Patience = 50;
    private const float SlowestQuantile = 1f / 3000;
    private const float PeaksAtStart = 20;
    private const float SlowestPeak = 0.02f;
    private const float PeaksForShape = 60;
    private const float SlowestShape = 0.005f;
    private const float HighestPeak = 6;
    private const float HighestShape = 0.35f;
    private const float LowestShape = -0.08f;

    /// <summary>The moments of few peaks make a tail look thinner than it is; so much of that is believed.</summary>
    private const float Thinness = 0.75f;
    private const double MostEvidence = 40;

    private float _quantile;
    private float _meanExcess;

    /// <summary>Mean of the squared excess in units of the mean excess: 2 for an exponential tail.</summary>
    private float _squares;
    private float _seen;
    private float _peaks;

    /// <summary>A tail that nothing was learned of.</summary>
    /// <param name="quantile">The quantile to begin with.</param>
    /// <param name="meanExcess">The mean excess to begin with.</param>
    /// <param name="squares">2 for an exponential tail, less for a thinner one.</param>
    public TailModel(float quantile, float meanExcess, float squares)
    {
        _quantile = quantile;
        _meanExcess = meanExcess;
        _squares = squares;
    }

    /// <summary>The tail of the absolute value of a standard normal variable, in two-sided terms.</summary>
    public static TailModel OfNormal => new(2.33f, 0.35f, 1.76f);

    /// <summary>−log10 of the chance that an ordinary measure is this large; linear below the quantile, at most 40.</summary>
    /// <param name="measure">Not below 0.</param>
    /// <param name="share">What the tail is made of; always the same for one tail.</param>
    /// <param name="thin">Whether the tail may be thinner than an exponential one.</param>
    public readonly double Evidence(double measure, TailShare share, bool thin = true)
    {
        if (measure <= _quantile)
            return Math.Max(0, share.Decades * measure / _quantile);

        var excess = (measure - _quantile) / _meanExcess;
        var shape = Shape(thin);
        if (Math.Abs(shape) < 1e-3)
            return Math.Min(share.Decades + (excess / Math.Log(10)), MostEvidence);

        // A thin tail ends somewhere; nothing beyond is ordinary.
        var reach = 1 + (shape * excess / (1 - shape));
        return reach <= 1e-6 ? MostEvidence : Math.Min(share.Decades + (Math.Log10(reach) / shape), MostEvidence);
    }

    /// <summary>The measure that is this rare; the inverse of <see cref="Evidence"/> above the quantile.</summary>
    public readonly double MeasureAt(double decades, TailShare share)
    {
        var (shape, beyond) = (Shape(thin: true), decades - share.Decades);
        return Math.Abs(shape) < 1e-3
            ? _quantile + (_meanExcess * Math.Log(10) * beyond)
            : _quantile + (_meanExcess * (1 - shape) / shape * (Math.Pow(10, shape * beyond) - 1));
    }

    /// <summary>Whether a measure lies above the quantile.</summary>
    public readonly bool IsPeak(double measure) => measure > _quantile;

    /// <param name="measure">Not below 0.</param>
    /// <param name="share">As in <see cref="Evidence"/>.</param>
    /// <param name="trust">How much of an ordinary measure this is worth, 0 to 1.</param>
    public void Learn(double measure, TailShare share, float trust = 1)
    {
        _seen = Math.Min(_seen + 1, 1e6f);
        var peak = measure > _quantile;
        var rate = trust * _meanExcess / share.Value * Math.Max(1 / (_seen + Patience), SlowestQuantile);
        if (peak)
        {
            _peaks = Math.Min(_peaks + 1, 1e6f);
            var weight = trust * Math.Max(1 / (_peaks + PeaksAtStart), SlowestPeak);
            var relative = (float)Math.Min((measure - _quantile) / _meanExcess, HighestPeak);
            _meanExcess = Math.Clamp(_meanExcess * (1 + (weight * (relative - 1))), 1e-9f, 1e9f);
            // The square is far noisier than the mean, and the shape that is made of it moves the level a lot.
            var learned = trust * Math.Max(1 / (_peaks + PeaksForShape), SlowestShape) * ((relative * relative) - _squares);
            _squares = Math.Clamp(_squares + learned, 1, HighestPeak * HighestPeak);
        }

        _quantile = Math.Clamp(_quantile + (rate * ((peak ? 1 : 0) - share.Value)), 1e-9f, 1e9f);
    }

    public void Transfer<T>(ref T state)
        where T : IStateTransfer, allows ref struct
    {
        state.Value(ref _quantile);
        state.Value(ref _meanExcess);
        state.Value(ref _squares);
        state.Value(ref _seen);
        state.Value(ref _peaks);
        _quantile = Math.Clamp(_quantile, 1e-9f, 1e9f);
        _meanExcess = Math.Clamp(_meanExcess, 1e-9f, 1e9f);
        _squares = Math.Clamp(_squares, 1, HighestPeak * HighestPeak);
        (_seen, _peaks) = (Math.Max(_seen, 0), Math.Max(_peaks, 0));
    }

    private readonly float Shape(bool thin)
    {
        var shape = 0.5f * (1 - (1 / Math.Max(_squares - 1, 1e-6f)));
        return shape < 0 ? thin ? Math.Max(Thinness * shape, LowestShape) : 0 : Math.Min(shape, HighestShape);
    }
}
