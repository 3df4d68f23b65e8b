using Anomaly.Detectors.IsolationForest;

namespace Anomaly.Detectors.Multivariate;

/// <summary>
/// One tree of random splits: each of a dimension in which the node's vectors differ, at a place between the least and the largest
/// value. A vector that few splits isolate is unlike the others.
/// </summary>
/// <remarks>Liu, Ting, Zhou: "Isolation Forest", ICDM 2008, algorithms 2 and 3. Depth ends at ⌈log₂ n⌉, where c(n) stands for the rest.</remarks>
internal sealed class IsolationTree
{
    private const ushort Leaf = ushort.MaxValue;

    private readonly Node[] _nodes;

    private IsolationTree(Node[] nodes) => _nodes = nodes;

    /// <summary>A split, or a leaf; the right child follows the left one.</summary>
    private readonly record struct Node(ushort Dimension, ushort Left, float Value);

    /// <summary>Grows a tree.</summary>
    /// <param name="vectors">The vectors, row by row.</param>
    /// <param name="width">How many numbers a vector has.</param>
    /// <param name="rows">Which of them the tree is grown from; their order is changed.</param>
    /// <param name="random">Makes the choices.</param>
    public static IsolationTree Grow(ReadOnlySpan<float> vectors, int width, Span<int> rows, ref SeededRandom random)
    {
        var nodes = new List<Node>((2 * rows.Length) - 1) { default };
        var deepest = (int)Math.Ceiling(Math.Log2(Math.Max(2, rows.Length)));
        Span<int> differing = width <= 256 ? stackalloc int[width] : new int[width];
        Grow(nodes, 0, vectors, width, rows, deepest, differing, ref random);
        return new IsolationTree([.. nodes]);
    }

    /// <summary>At which depth the tree isolates a vector.</summary>
    public double Depth(ReadOnlySpan<float> vector)
    {
        var depth = 0;
        ref readonly var node = ref _nodes[0];
        while (node.Dimension != Leaf)
        {
            depth++;
            node = ref _nodes[node.Left + (vector[node.Dimension] < node.Value ? 0 : 1)];
        }

        return depth + node.Value;
    }

    private static void Grow(List<Node> nodes, int at, ReadOnlySpan<float> vectors, int width, Span<int> rows, int levels, Span<int> differing, ref SeededRandom random)
    {
        if (levels == 0 || rows.Length <= 1 || Choose(vectors, width, rows, differing, ref random) is not { } split)
        {
            nodes[at] = new Node(Leaf, 0, (float)ExpectedDepth.Average(rows.Length));
            return;
        }

        var below = 0;
        for (var i = 0; i < rows.Length; i++)
        {
            if (vectors[(rows[i] * width) + split.Dimension] < split.Value)
            {
                (rows[below], rows[i]) = (rows[i], rows[below]);
                below++;
            }
        }

        var left = nodes.Count;
        nodes.Add(default);
        nodes.Add(default);
        nodes[at] = new Node((ushort)split.Dimension, (ushort)left, split.Value);
        Grow(nodes, left, vectors, width, rows[..below], levels - 1, differing, ref random);
        Grow(nodes, left + 1, vectors, width, rows[below..], levels - 1, differing, ref random);
    }

    /// <returns>Null where all vectors are equal.</returns>
    private static (int Dimension, float Value)? Choose(ReadOnlySpan<float> vectors, int width, ReadOnlySpan<int> rows, Span<int> differing, ref SeededRandom random)
    {
        var count = 0;
        for (var dimension = 0; dimension < width; dimension++)
        {
            if (!Range(vectors, width, rows, dimension).IsPoint)
                differing[count++] = dimension;
        }

        if (count == 0)
            return null;

        var chosen = differing[random.Next(count)];
        var (low, high) = Range(vectors, width, rows, chosen);
        var value = (float)(low + (random.NextDouble() * ((double)high - low)));
        // Above the least, so that both sides have one.
        return (chosen, value > low ? value : high);
    }

    private static Extent Range(ReadOnlySpan<float> vectors, int width, ReadOnlySpan<int> rows, int dimension)
    {
        var low = vectors[(rows[0] * width) + dimension];
        var high = low;
        foreach (var row in rows[1..])
        {
            var value = vectors[(row * width) + dimension];
            low = Math.Min(low, value);
            high = Math.Max(high, value);
        }

        return new Extent(low, high);
    }

    private readonly record struct Extent(float Low, float High)
    {
        public bool IsPoint => Low == High;
    }
}
