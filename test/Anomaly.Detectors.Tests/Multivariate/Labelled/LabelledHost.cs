namespace Anomaly.Detectors.Tests.Multivariate.Labelled;

/// <summary>
/// A simulated host of ten correlated members that follow its load, a day of 720 vectors, bursts and noise; then faults, of which
/// none leaves a member's usual range. The same seed makes the same host.
/// </summary>
public sealed class LabelledHost
{
    public const int Day = 720;
    public const int Clean = 3 * Day;
    private const int Spacing = 240;
    private const int Faults = 12;
    private const double Tau = 2 * Math.PI;

    public static readonly string[] Members =
        ["cpu", "load", "memory", "requests", "latency", "net_in", "net_out", "disk_read", "disk_write", "connections"];

    private readonly Random _random;
    private readonly double[][] _values;

    public LabelledHost(int seed)
    {
        _random = new Random(seed);
        Length = Clean + (Faults * Spacing);
        _values = Healthy();
        Labels = [.. Enumerable.Range(0, Faults).Select(Inject)];
    }

    public int Length { get; }

    public IReadOnlyList<LabelledFault> Labels { get; }

    public double Value(int member, int vector) => _values[member][vector];

    private double[][] Healthy()
    {
        var values = Members.Select(_ => new double[Length]).ToArray();
        var phase = _random.NextDouble() * Tau;
        double wander = 0, disk = 0, cache = 0, burst = 0;
        for (var t = 0; t < Length; t++)
        {
            wander = (0.97 * wander) + (0.24 * Normal());
            disk = (0.9 * disk) + (0.44 * Normal());
            cache = (0.995 * cache) + (0.1 * Normal());
            burst = _random.NextDouble() < 0.01 ? 1 + _random.NextDouble() : 0.8 * burst;
            var requests = Math.Max(1, 200 + (90 * Math.Sin((Tau * t / Day) + phase)) + (25 * wander) + (60 * burst));
            var work = requests / 400;
            double[] now =
            [
                5 + (80 * work) + (4 * disk) + (1.5 * Normal()),
                0.2 + (6 * work) + (0.4 * disk) + (0.15 * Normal()),
                55 + (8 * work) + (4 * cache) + (0.4 * Normal()),
                requests + (4 * Normal()),
                20 + (40 * work * work) + (3 * disk) + (1.5 * Normal()),
                (1.2 * requests) + 30 + (8 * Normal()),
                (6 * requests) + 100 + (45 * Normal()),
                40 + (25 * disk) + (12 * work) + (3 * Normal()),
                60 + (18 * disk) + (50 * work) + (4 * Normal()),
                30 + (0.5 * requests) + (3 * cache) + (3 * Normal()),
            ];
            for (var member = 0; member < now.Length; member++)
                values[member][t] = now[member];
        }

        return values;
    }

    private LabelledFault Inject(int number)
    {
        var kind = (FaultKind)(number % 6);
        var start = Clean + (number * Spacing) + 20 + _random.Next(30);
        var end = start + 30 + _random.Next(20);
        var members = Enumerable.Range(0, Members.Length).OrderBy(_ => _random.Next()).ToArray();
        var concerned = kind switch
        {
            FaultKind.Broken or FaultKind.Lagging or FaultKind.Frozen => members[..1],
            FaultKind.Swapped => members[..2],
            FaultKind.Leaking => members[..3],
            _ => members[..4],
        };
        var before = concerned.ToDictionary(member => member, member => (double[])_values[member].Clone());
        var spread = concerned.ToDictionary(member => member, member => Spread(before[member].AsSpan(0, Clean)));
        for (var t = start; t < end; t++)
        {
            var share = (double)(t - start + 1) / (end - start);
            foreach (var member in concerned)
            {
                var own = before[member];
                _values[member][t] = kind switch
                {
                    FaultKind.Broken => own[t - (Day / 2)],
                    FaultKind.Lagging => own[t - 25],
                    FaultKind.Leaking => own[t] + (0.9 * share * spread[member].Deviation),
                    FaultKind.Swapped => Rescaled(before, spread, concerned, member, t),
                    FaultKind.Raised => own[t] + (0.7 * spread[member].Deviation),
                    _ => own[start],
                };
            }
        }

        return new LabelledFault(kind, start, end, concerned);
    }

    private static double Rescaled(
        Dictionary<int, double[]> before, Dictionary<int, (double Mean, double Deviation)> spread, int[] pair, int member, int t)
    {
        var other = pair[0] == member ? pair[1] : pair[0];
        return spread[member].Mean + ((before[other][t] - spread[other].Mean) / spread[other].Deviation * spread[member].Deviation);
    }

    private static (double Mean, double Deviation) Spread(ReadOnlySpan<double> values)
    {
        double sum = 0, squares = 0;
        foreach (var value in values)
            sum += value;
        var mean = sum / values.Length;
        foreach (var value in values)
            squares += (value - mean) * (value - mean);
        return (mean, Math.Sqrt(squares / values.Length));
    }

    private double Normal()
    {
        var sum = -6.0;
        for (var i = 0; i < 12; i++)
            sum += _random.NextDouble();
        return sum;
    }
}
