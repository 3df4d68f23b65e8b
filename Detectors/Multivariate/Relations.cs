using Anomaly.Detectors.Snapshots;

namespace Anomaly.Detectors.Multivariate;

/// <summary>
/// How the members of a group move together: running means and covariances, the newest thousands of vectors counting most. A value
/// that is far out is learned as one that is less far out.
/// </summary>
internal sealed class Relations
{
    private const int Memory = 2000;
    private const double MostDeviations = 4;
    private const int TrustedAfter = 30;

    /// <summary>Values beyond it are taken for it: their squares stay finite.</summary>
    private const double Largest = 1e120;

    private double[] _means = [];
    private double[] _covariances = [];
    private int[] _counts = [];

    public int Count => _means.Length;

    public double Mean(int member) => _means[member];

    public double Deviation(int member) => Math.Sqrt(_covariances[At(member, member)]);

    /// <summary>Whether enough is known of a member to say what it should be, and it is not always the same.</summary>
    public bool IsKnown(int member) => _counts[member] >= TrustedAfter && _covariances[At(member, member)] > 0;

    public double Correlation(int a, int b) => _covariances[At(a, b)] / (Deviation(a) * Deviation(b));

    /// <summary>How many vectors the group has at the most learned of any member.</summary>
    public int Learned { get; private set; }

    /// <summary>Makes room for members that are new.</summary>
    public void Grow(int members)
    {
        if (members <= Count)
            return;
        Array.Resize(ref _means, members);
        Array.Resize(ref _counts, members);
        Array.Resize(ref _covariances, At(members, 0));
    }

    /// <param name="values">A value a member; NaN where there is none.</param>
    public void Learn(ReadOnlySpan<double> values)
    {
        Span<double> differences = stackalloc double[GroupOptions.MostMembers];
        Learned = Math.Min(Learned + 1, Memory);
        for (var i = 0; i < values.Length; i++)
        {
            if (double.IsNaN(values[i]))
            {
                differences[i] = double.NaN;
                continue;
            }

            var value = Math.Clamp(values[i], -Largest, Largest);
            if (_counts[i] == 0)
                _means[i] = value;
            var difference = value - _means[i];
            if (IsKnown(i))
                difference = Math.Clamp(difference, -MostDeviations * Deviation(i), MostDeviations * Deviation(i));
            differences[i] = difference;
            _counts[i] = Math.Min(_counts[i] + 1, Memory);
            _means[i] += difference / _counts[i];
        }

        for (var i = 0; i < values.Length; i++)
        {
            for (var j = 0; j <= i; j++)
            {
                if (double.IsNaN(differences[i]) || double.IsNaN(differences[j]))
                    continue;
                var weight = 1.0 / Math.Min(_counts[i], _counts[j]);
                ref var covariance = ref _covariances[At(i, j)];
                covariance = (1 - weight) * (covariance + (weight * differences[i] * differences[j]));
            }
        }
    }

    public void Save(in SnapshotWriter snapshot)
    {
        snapshot.Number(Learned);
        for (var i = 0; i < Count; i++)
        {
            snapshot.Double(_means[i]);
            snapshot.Number(_counts[i]);
        }

        foreach (var covariance in _covariances)
            snapshot.Double(covariance);
    }

    public void Restore(ref SnapshotReader snapshot, int members)
    {
        Grow(members);
        Learned = snapshot.Count(Memory, "the number of vectors");
        for (var i = 0; i < members; i++)
        {
            _means[i] = snapshot.Finite("a mean");
            _counts[i] = snapshot.Count(Memory, "a member's vectors");
        }

        foreach (ref var covariance in _covariances.AsSpan())
            covariance = snapshot.Finite("a covariance");
    }

    /// <summary>The lower triangle, row by row.</summary>
    private static int At(int a, int b) => a >= b ? (a * (a + 1) / 2) + b : (b * (b + 1) / 2) + a;
}
