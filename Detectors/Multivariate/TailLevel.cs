using Anomaly.Detectors.Snapshots;

namespace Anomaly.Detectors.Multivariate;

/// <summary>
/// How rare a measure is for this group, learned from what it was so far: its upper tenth by a running quantile, and what lies beyond
/// by a generalized Pareto tail whose scale and shape follow from the excesses' running moments.
/// </summary>
/// <remarks>
/// Peaks over threshold: Siffer, Fouque, Termier, Largouët: "Anomaly Detection in Streams with Extreme Value Theory", KDD 2017; moments
/// as in Hosking and Wallis 1987. The running quantile is Robbins and Monro's, with the gain that is best for such a tail.
/// </remarks>
internal sealed class TailLevel
{
    /// <summary>How many measures it is begun with.</summary>
    public const int Needed = 128;

    private const double UpperShare = 0.1;
    private const int Memory = 2000;
    private const double HeaviestShape = 0.3;
    private const double MostDecades = 16;
    /// <summary>What is farther out, and perhaps no ordinary vector, counts as if it were so many mean excesses out.</summary>
    private const double MostExcesses = 5;

    private const double SmallestExcess = 1e-9;

    private float[]? _first = new float[Needed];
    private int _count;
    private double _squares;

    /// <summary>The measure that one in ten exceeds.</summary>
    public double Quantile { get; private set; }

    /// <summary>By how much those exceed it in the mean.</summary>
    public double MeanExcess { get; private set; }

    /// <summary>The tail's shape: 0 falls exponentially, above falls more slowly.</summary>
    public double Shape => Math.Clamp(0.5 * (1 - (MeanExcess * MeanExcess / Math.Max(_squares - (MeanExcess * MeanExcess), double.Epsilon))), 0, HeaviestShape);

    public bool IsReady => _first is null;

    public int Seen => Math.Min(_count, Needed);

    /// <summary>How rare a measure is: 3 is one in a thousand. Below the quantile it is the share of the way there.</summary>
    public double Decades(double measure)
    {
        if (!IsReady)
            return 0;
        if (measure <= Quantile)
            return Quantile > 0 ? Math.Max(0, measure / Quantile) : 0;

        var shape = Shape;
        var excess = (measure - Quantile) / (MeanExcess * (1 - shape));
        var tail = shape > 1e-6 ? Math.Log10(1 + (shape * excess)) / shape : excess / Math.Log(10);
        return Math.Min(MostDecades, 1 + tail);
    }

    public void Learn(double measure)
    {
        if (_first is not null)
        {
            _first[_count++] = (float)measure;
            if (_count == Needed)
                Begin(_first);
            return;
        }

        _count = Math.Min(_count + 1, Memory);
        var above = measure > Quantile;
        if (above)
        {
            var excess = Math.Min(measure - Quantile, MostExcesses * MeanExcess);
            var weight = 1 / (UpperShare * _count);
            MeanExcess = Math.Max(SmallestExcess, MeanExcess + (weight * (excess - MeanExcess)));
            _squares += weight * ((excess * excess) - _squares);
        }

        Quantile += MeanExcess / (UpperShare * _count) * ((above ? 1 : 0) - UpperShare);
    }

    public void Save(in SnapshotWriter snapshot)
    {
        snapshot.Number(_count);
        if (_first is not null)
        {
            foreach (var measure in _first.AsSpan(0, _count))
                snapshot.Single(measure);
            return;
        }

        snapshot.Double(Quantile);
        snapshot.Double(MeanExcess);
        snapshot.Double(_squares);
    }

    public void Restore(ref SnapshotReader snapshot)
    {
        _count = snapshot.Count(Memory, "the number of measures");
        if (_count < Needed)
        {
            foreach (ref var measure in _first.AsSpan(0, _count))
                measure = snapshot.FiniteSingle("a measure");
            return;
        }

        _first = null;
        Quantile = snapshot.Finite("a quantile");
        MeanExcess = Math.Max(SmallestExcess, snapshot.Finite("an excess"));
        _squares = snapshot.Finite("an excess's square");
    }

    private void Begin(float[] first)
    {
        Span<double> sorted = stackalloc double[Needed];
        for (var i = 0; i < Needed; i++)
            sorted[i] = first[i];

        sorted.Sort();
        Quantile = Statistics.Quantile.OfSorted(sorted, 1 - UpperShare);
        var above = 0;
        foreach (var measure in sorted)
        {
            if (measure > Quantile)
            {
                above++;
                MeanExcess += measure - Quantile;
                _squares += (measure - Quantile) * (measure - Quantile);
            }
        }

        MeanExcess = Math.Max(SmallestExcess, above > 0 ? MeanExcess / above : SmallestExcess);
        _squares = above > 0 ? _squares / above : 2 * SmallestExcess * SmallestExcess;
        _first = null;
    }
}
