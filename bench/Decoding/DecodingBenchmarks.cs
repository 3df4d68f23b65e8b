using System.Text;
using Anomaly.Grains.Decoding;
using BenchmarkDotNet.Attributes;

namespace Anomaly.Bench.Decoding;

/// <summary>Time and bytes a record of each format, decoded as the pipeline does: one decoder and one buffer that are kept.</summary>
[MemoryDiagnoser]
public class DecodingBenchmarks
{
    private const int Many = 10;

    private readonly RecordDecoder _decoder = new();
    private readonly SampleBuffer _samples = new();
    private byte[] _record = [];

    /// <summary>The format, with the number of samples where it is not one.</summary>
    [Params("ours", "ours, array of 10", "ours, series with 10 samples", "plain object, 1 field", "prometheus-kafka-adapter", "influx line protocol")]
    public string Format { get; set; } = "";

    [GlobalSetup]
    public void Setup()
    {
        const string Sample = """{"series":"web-1.cpu","timestamp":"2026-11-22T10:00:00.123Z","value":42.537,"labels":{"host":"web-1"}}""";
        _record = Encoding.UTF8.GetBytes(Format switch
        {
            "ours" => Sample,
            "ours, array of 10" => $"[{string.Join(',', Enumerable.Repeat(Sample, Many))}]",
            "ours, series with 10 samples" => $$"""{"series":"web-1.cpu","labels":{"host":"web-1"},"samples":[{{string.Join(',', Enumerable.Range(0, Many).Select(i => $"[179534160{i}123,42.537]"))}}]}""",
            "plain object, 1 field" => """{"web-1.cpu":42.537,"timestamp":"2026-11-22T10:00:00.123Z"}""",
            "prometheus-kafka-adapter" => """{"timestamp":"2026-11-22T10:00:00Z","value":"42.537","name":"cpu","labels":{"__name__":"cpu","host":"web-1"}}""",
            _ => "cpu,host=web-1 value=42.537 1795341600123000000",
        });
        var expected = Format.Contains("10", StringComparison.Ordinal) ? Many : 1;
        if (Decode() != expected)
            throw new InvalidOperationException($"{Format} has {_samples.Count} samples; must have {expected}");
    }

    /// <summary>A record.</summary>
    [Benchmark]
    public int Decode()
    {
        _samples.Clear();
        _decoder.TryDecode(_record, 1_795_341_600_000, _samples, out _, out _);
        return _samples.Count;
    }
}
