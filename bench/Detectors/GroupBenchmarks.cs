using System.Buffers;
using Anomaly.Detectors.Multivariate;
using BenchmarkDotNet.Attributes;

namespace Anomaly.Bench.Detectors;

/// <summary>Time and bytes a vector of a group's detector, and of its snapshot.</summary>
[MemoryDiagnoser]
public class GroupBenchmarks
{
    private const int Vectors = 2000;
    private const long StepMs = 10_000;

    private readonly ArrayBufferWriter<byte> _snapshot = new();
    private readonly Random _random = new(1);
    private string[] _members = [];
    private double[] _values = [];
    private GroupDetector _detector = null!;
    private byte[] _saved = [];
    private long _time = 1_763_805_600_000;

    [Params(4, 16, 64)]
    public int Members { get; set; }

    [GlobalSetup]
    public void Setup()
    {
        _members = [.. Enumerable.Range(0, Members).Select(member => $"web-1.member-{member}")];
        _values = [.. Enumerable.Range(0, Vectors).SelectMany(_ =>
        {
            var load = _random.NextDouble() + _random.NextDouble() + _random.NextDouble();
            return Enumerable.Range(0, Members).Select(member => ((member + 1) * load) + _random.NextDouble());
        })];
        _detector = new GroupDetector(new GroupOptions { Sensitivity = 0 });
        Observe();
        Save();
        _saved = _snapshot.WrittenSpan.ToArray();
    }

    [Benchmark(OperationsPerInvoke = Vectors)]
    public int Observe()
    {
        var closed = 0;
        for (var vector = 0; vector < Vectors; vector++)
        {
            _time += StepMs;
            for (var member = 0; member < _members.Length; member++)
                closed += _detector.Observe(_members[member], new(_time + member, _values[(vector * Members) + member])).Closed ? 1 : 0;
        }

        return closed;
    }

    [Benchmark]
    public int Save()
    {
        _snapshot.ResetWrittenCount();
        _detector.Save(_snapshot);
        return _snapshot.WrittenCount;
    }

    [Benchmark]
    public GroupDetector Restore() => GroupDetector.Restore(new GroupOptions { Sensitivity = 0 }, _saved);
}
