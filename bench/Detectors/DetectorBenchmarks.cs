using System.Buffers;
using Anomaly.Detectors;
using Anomaly.Detectors.Ensemble;
using Anomaly.Detectors.IsolationForest;
using Anomaly.Detectors.MovingAverage;
using BenchmarkDotNet.Attributes;

namespace Anomaly.Bench.Detectors;

/// <summary>Time and bytes a sample of each detector, and of its snapshot.</summary>
[MemoryDiagnoser]
public class DetectorBenchmarks
{
    private const int Samples = 10_000;

    private readonly Sample[] _samples = Noise();
    private readonly ArrayBufferWriter<byte> _snapshot = new();
    private IDetector _detector = null!;
    private DetectorOptions _options = null!;
    private byte[] _saved = [];

    /// <summary>By sensitivity, unless exact. The exact isolation forest alarms 7 % of pure noise; "silent" is the same work without explaining alarms.</summary>
    [Params("ensemble", "moving_average", "moving_average, exact", "isolation_forest", "isolation_forest, exact", "isolation_forest, silent")]
    public string Detector { get; set; } = "";

    [GlobalSetup]
    public void Setup()
    {
        _options = Detector switch
        {
            "ensemble" => new EnsembleOptions(),
            "moving_average" => new MovingAverageOptions { Sensitivity = 0.5 },
            "moving_average, exact" => new MovingAverageOptions(),
            "isolation_forest" => new IsolationForestOptions { Sensitivity = 0.5 },
            "isolation_forest, exact" => new IsolationForestOptions(),
            _ => new IsolationForestOptions(minConsecutive: 1_000_000),
        };
        _detector = DetectorFactory.Create(_options);
        Observe();
        Save();
        _saved = _snapshot.WrittenSpan.ToArray();
    }

    [Benchmark(OperationsPerInvoke = Samples)]
    public int Observe()
    {
        var alarms = 0;
        foreach (var sample in _samples)
            alarms += _detector.Observe(sample).Alarms.Count;
        return alarms;
    }

    [Benchmark]
    public void Save()
    {
        _snapshot.ResetWrittenCount();
        _detector.Save(_snapshot);
    }

    [Benchmark]
    public IDetector Restore() => DetectorFactory.Restore(_options, _saved);

    private static Sample[] Noise()
    {
        const int Uniforms = 12;
        var random = new Random(1);
        var samples = new Sample[Samples];
        for (var i = 0; i < samples.Length; i++)
        {
            var sum = 0.0;
            for (var j = 0; j < Uniforms; j++)
                sum += random.NextDouble();
            samples[i] = new Sample(1_763_805_600_000 + i * 1_000L, 50 + 4 * (sum - Uniforms / 2.0));
        }

        return samples;
    }
}
