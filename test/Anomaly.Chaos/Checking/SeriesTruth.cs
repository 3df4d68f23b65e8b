using System.Buffers;
using System.Buffers.Binary;
using System.Text;
using Anomaly.Detectors;
using Anomaly.Grains.Settings;

namespace Anomaly.Chaos.Checking;

/// <summary>A series as it must be: its detectors, given its samples one by one.</summary>
internal sealed class SeriesTruth(int partition)
{
    /// <summary>What the silos of a run are told to run, see <see cref="Running.ChaosRun"/>.</summary>
    private static readonly SeriesSettings Settings = SeriesSettings.From(new DetectionOptions { MovingAverage = { Level = "exact" }, IsolationForest = { Level = "exact" } });

    private readonly IDetector[] _detectors = [.. Settings.Detectors.Select(DetectorFactory.Create)];

    private byte _late;

    public int Partition { get; } = partition;

    /// <summary>The offset of the newest record that has a sample of the series.</summary>
    public long Offset { get; private set; }

    public long FirstSeen { get; private set; } = long.MinValue;

    public long LastSeen { get; private set; } = long.MinValue;

    public double LastValue { get; private set; }

    public string? Labels { get; private set; }

    public int Samples { get; private set; }

    /// <summary>Gives it a sample.</summary>
    public IEnumerable<Alarm> Observe(long offset, in ReadSample sample)
    {
        FirstSeen = Samples++ == 0 ? sample.TimestampMs : FirstSeen;
        Offset = offset;
        if (sample.TimestampMs >= LastSeen)
            (LastSeen, LastValue, _late) = (sample.TimestampMs, sample.Value, sample.TimestampMs == LastSeen ? _late : (byte)0);
        else
            _late++;
        Labels = sample.Labels ?? Labels;
        var point = new Sample(sample.TimestampMs, sample.Value);
        return [.. _detectors.SelectMany(detector => detector.Observe(point).Alarms)];
    }

    /// <summary>The state as the service lays it out: version 2, event time and value of the newest sample, no flags, how many came late in a row, then each detector's name and snapshot.</summary>
    public byte[] Payload()
    {
        var payload = new List<byte> { 2 };
        Span<byte> number = stackalloc byte[8];
        BinaryPrimitives.WriteInt64LittleEndian(number, LastSeen);
        payload.AddRange(number);
        BinaryPrimitives.WriteDoubleLittleEndian(number, LastValue);
        payload.AddRange(number);
        payload.AddRange([0, _late, (byte)_detectors.Length]);
        foreach (var detector in _detectors)
        {
            var snapshot = new ArrayBufferWriter<byte>();
            detector.Save(snapshot);
            var name = Encoding.UTF8.GetBytes(detector.Method);
            payload.Add((byte)name.Length);
            BinaryPrimitives.WriteInt32LittleEndian(number, snapshot.WrittenCount);
            payload.AddRange(number[..4]);
            payload.AddRange(name);
            payload.AddRange(snapshot.WrittenSpan);
        }

        return [.. payload];
    }
}
