namespace Anomaly.Detectors.Tests.Quality;

/// <summary>Stationary noise of mean 0 and deviation 1, the same at each run.</summary>
internal sealed class Noises(string kind, int seed)
{
    private readonly Random _random = new(seed);
    private double _last;

    public double Next() => kind switch
    {
        "uniform" => ((2 * _random.NextDouble()) - 1) * Math.Sqrt(3),
        // Student's t with three degrees of freedom has a variance of three.
        "heavy" => Normal() / Math.Sqrt(Normal(squared: 3) / 3) / Math.Sqrt(3),
        "autocorrelated" => _last = (0.9 * _last) + (Math.Sqrt(1 - 0.81) * Normal()),
        _ => Normal(),
    };

    private double Normal() => Math.Sqrt(-2 * Math.Log(1 - _random.NextDouble())) * Math.Cos(Math.Tau * _random.NextDouble());

    private double Normal(int squared)
    {
        var sum = 0.0;
        for (var i = 0; i < squared; i++)
        {
            var next = Normal();
            sum += next * next;
        }

        return sum;
    }
}
