namespace Anomaly.Detectors.Multivariate;

/// <summary>
/// What each member of a vector is, beside what all the others let expect of it. With z the standardized vector and P the inverse of
/// its correlations, the residual of member i is (Pz)ᵢ ÷ √Pᵢᵢ: the error of the best linear prediction from the others, in its own
/// standard deviations. zᵀPz (Mahalanobis 1936, Hotelling 1947) falls by the square of it where the member is as expected.
/// </summary>
internal sealed class Residuals
{
    private const double MostDeviations = 12;
    private const double Shrinkage = 0.001;

    private readonly double[] _z = new double[GroupOptions.MostMembers];
    private readonly double[] _product = new double[GroupOptions.MostMembers];
    private readonly int[] _present = new int[GroupOptions.MostMembers];
    private double[] _factor = [];
    private double[] _inverse = [];

    /// <summary>A residual a member; 0 for one that is not there or not known.</summary>
    public double[] OfMembers { get; } = new double[GroupOptions.MostMembers];

    /// <summary>What was expected of each member; its own value where that is not known.</summary>
    public double[] Expected { get; } = new double[GroupOptions.MostMembers];

    /// <summary>zᵀPz.</summary>
    public double Distance { get; private set; }

    /// <summary>How many members were compared.</summary>
    public int Present { get; private set; }

    /// <param name="relations">What is known of the members.</param>
    /// <param name="values">A value a member; NaN where there is none.</param>
    /// <returns>Whether there were two or more to compare.</returns>
    public bool Compute(Relations relations, ReadOnlySpan<double> values)
    {
        Present = 0;
        for (var i = 0; i < values.Length; i++)
        {
            (OfMembers[i], Expected[i]) = (0, values[i]);
            if (!double.IsNaN(values[i]) && relations.IsKnown(i))
                _present[Present++] = i;
        }

        var n = Present;
        if (n < 2)
            return false;

        Invert(relations, n);
        Distance = 0;
        for (var a = 0; a < n; a++)
        {
            var member = _present[a];
            _z[a] = Math.Clamp((values[member] - relations.Mean(member)) / relations.Deviation(member), -MostDeviations, MostDeviations);
        }

        for (var a = 0; a < n; a++)
        {
            var product = 0.0;
            for (var b = 0; b < n; b++)
                product += _inverse[(a * n) + b] * _z[b];

            var member = _present[a];
            var own = _inverse[(a * n) + a];
            Distance += _z[a] * product;
            OfMembers[member] = product / Math.Sqrt(own);
            Expected[member] = relations.Mean(member) + ((_z[a] - (product / own)) * relations.Deviation(member));
        }

        Distance = Math.Max(0, Distance);
        return true;
    }

    /// <summary>By Cholesky: correlations shrunk a little towards none have one always.</summary>
    private void Invert(Relations relations, int n)
    {
        if (_factor.Length < n * n)
            (_factor, _inverse) = (new double[n * n], new double[n * n]);

        const double kept = 1 - Shrinkage;
        for (var i = 0; i < n; i++)
        {
            for (var j = 0; j <= i; j++)
            {
                var sum = i == j ? 1 : kept * Math.Clamp(relations.Correlation(_present[i], _present[j]), -1, 1);
                for (var k = 0; k < j; k++)
                    sum -= _factor[(i * n) + k] * _factor[(j * n) + k];
                _factor[(i * n) + j] = i == j ? Math.Sqrt(Math.Max(sum, Shrinkage / n)) : sum / _factor[(j * n) + j];
            }
        }

        for (var column = 0; column < n; column++)
            Solve(n, column);
    }

    /// <summary>A column of the inverse, by forward and backward substitution.</summary>
    private void Solve(int n, int column)
    {
        for (var i = 0; i < n; i++)
        {
            var sum = i == column ? 1.0 : 0;
            for (var k = column; k < i; k++)
                sum -= _factor[(i * n) + k] * _product[k];
            _product[i] = i < column ? 0 : sum / _factor[(i * n) + i];
        }

        for (var i = n - 1; i >= 0; i--)
        {
            var sum = _product[i];
            for (var k = i + 1; k < n; k++)
                sum -= _factor[(k * n) + i] * _product[k];
            _inverse[(i * n) + column] = _product[i] = sum / _factor[(i * n) + i];
        }
    }
}
