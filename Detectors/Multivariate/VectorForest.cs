using Anomaly.Detectors.IsolationForest;

namespace Anomaly.Detectors.Multivariate;

/// <summary>
/// An isolation forest of real trees over vectors of several numbers. The same vectors and seed grow the same forest.
/// </summary>
/// <remarks>Liu, Ting, Zhou: "Isolation Forest", ICDM 2008. The score is equation 2: 2^(−mean depth ÷ c(n)), near 1 for what is quickly isolated, about 0.5 and below for what is not.</remarks>
public sealed class VectorForest
{
    private readonly IsolationTree[] _trees;
    private readonly double _average;

    private VectorForest(IsolationTree[] trees, int width, int sampleSize)
    {
        _trees = trees;
        _average = ExpectedDepth.Average(sampleSize);
        Width = width;
    }

    /// <summary>How many numbers a vector has.</summary>
    public int Width { get; }

    /// <summary>Grows a forest.</summary>
    /// <param name="vectors">At least two vectors of finite numbers, row by row.</param>
    /// <param name="width">How many numbers a vector has.</param>
    /// <param name="options">How many trees, of how many vectors each, from which seed.</param>
    /// <returns>The forest.</returns>
    public static VectorForest Grow(ReadOnlySpan<float> vectors, int width, ForestOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        ArgumentOutOfRangeException.ThrowIfLessThan(width, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(width, ushort.MaxValue);
        var count = vectors.Length / width;
        ArgumentOutOfRangeException.ThrowIfLessThan(count, 2);

        var sampleSize = Math.Min(count, options.SampleSize);
        var rows = new int[count];
        var trees = new IsolationTree[options.Trees];
        for (var tree = 0; tree < trees.Length; tree++)
        {
            var random = SeededRandom.For(options.Seed, (ulong)tree);
            Draw(rows, sampleSize, ref random);
            trees[tree] = IsolationTree.Grow(vectors, width, rows.AsSpan(0, sampleSize), ref random);
        }

        return new VectorForest(trees, width, sampleSize);
    }

    /// <summary>How quickly a vector is isolated.</summary>
    /// <param name="vector">As many finite numbers as <see cref="Width"/>.</param>
    /// <returns>Above 0, at most 1.</returns>
    public double Score(ReadOnlySpan<float> vector)
    {
        var sum = 0.0;
        foreach (var tree in _trees)
            sum += tree.Depth(vector);

        return Math.Pow(2, -sum / _trees.Length / _average);
    }

    /// <summary>Brings a random sample without replacement to the front (Fisher and Yates).</summary>
    private static void Draw(int[] rows, int sampleSize, ref SeededRandom random)
    {
        for (var i = 0; i < rows.Length; i++)
            rows[i] = i;

        for (var i = 0; i < sampleSize; i++)
        {
            var other = i + random.Next(rows.Length - i);
            (rows[i], rows[other]) = (rows[other], rows[i]);
        }
    }
}
