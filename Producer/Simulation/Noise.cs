namespace Anomaly.Producer.Simulation;

/// <summary>Noise of mean 0 and deviation 1.</summary>
internal struct Noise(NoiseKind kind)
{
    private const double Memory = 0.9;
    private double _last;

    public double Next(ref SeededRandom random)
    {
        switch (kind)
        {
            case NoiseKind.Uniform:
                return random.Between(-Math.Sqrt(3), Math.Sqrt(3));
            case NoiseKind.Heavy:
                // t with 3 degrees of freedom has a variance of 3.
                var chiSquare = Square(random.NextNormal()) + Square(random.NextNormal()) + Square(random.NextNormal());
                return random.NextNormal() / Math.Sqrt(chiSquare / 3) / Math.Sqrt(3);
            case NoiseKind.Autocorrelated:
                return _last = (Memory * _last) + (Math.Sqrt(1 - (Memory * Memory)) * random.NextNormal());
            default:
                return random.NextNormal();
        }
    }

    private static double Square(double x) => x * x;
}
