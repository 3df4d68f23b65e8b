using System.Globalization;
using System.Text;
using Anomaly.Grains.Decoding.Rerouted;

namespace Anomaly.Grains.Tests.Interleavings.Kafka;

/// <summary>A partition's logs: one for each incarnation of the topic, the last one alive.</summary>
internal sealed class PartitionLogs(int partition, TimeProvider time, bool labelled = false)
{
    public const string Label = "host";

    public const string LabelValue = "h";

    private readonly List<List<LogRecord>> _epochs = [[]];
    private readonly HashSet<(RecordOrigin First, string Series)> _rerouted = [];

    public int Partition => partition;

    public int Epoch => _epochs.Count;

    public string TopicId => "topic-" + Epoch.ToString(CultureInfo.InvariantCulture);

    public List<LogRecord> Records => _epochs[^1];

    public long High => Records.Count;

    public List<LogRecord> OfEpoch(int epoch) => _epochs[epoch - 1];

    /// <summary>Whether a sample of a record without a key was sent again to here.</summary>
    public bool HasRerouted(LogSample sample) => _rerouted.Contains((sample.First, sample.Series));

    /// <summary>The topic is deleted and created again.</summary>
    public void Recreate() => _epochs.Add([]);

    /// <summary>Appends a record of a producer.</summary>
    public void Append(RecordKind kind, IReadOnlyList<(string Series, long TimestampMs, double Value)> samples)
    {
        var at = new RecordOrigin(Epoch, partition, High);
        var items = samples.Select(sample => string.Create(
            CultureInfo.InvariantCulture, $$"""{"series":"{{sample.Series}}","timestamp":{{sample.TimestampMs}},"value":{{sample.Value}}{{(labelled ? $",\"labels\":{{\"{Label}\":\"{LabelValue}\"}}" : "")}}}""")).ToArray();
        var text = kind == RecordKind.Bad ? "?" : items.Length == 1 ? items[0] : "[" + string.Join(',', items) + "]";
        Records.Add(new()
        {
            At = at,
            AppendedAt = time.GetUtcNow(),
            Kind = kind,
            Value = Encoding.UTF8.GetBytes(text),
            Samples = kind == RecordKind.Bad ? [] : [.. samples.Select((sample, i) => new LogSample(sample.Series, at, at, i, sample.TimestampMs, sample.Value))],
        });
    }

    /// <summary>Appends the part of a record without a key that belongs to one series.</summary>
    public void AppendRerouted(LogRecord first, string series, byte[] value)
    {
        var at = new RecordOrigin(Epoch, partition, High);
        _rerouted.Add((first.At, series));
        Records.Add(new()
        {
            At = at,
            AppendedAt = time.GetUtcNow(),
            Kind = RecordKind.Good,
            Value = value,
            Samples = [.. first.Samples.Where(sample => sample.Series == series).Select(sample => sample with { At = at })],
        });
    }
}
