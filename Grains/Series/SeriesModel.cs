using System.Buffers;
using System.Buffers.Binary;
using System.Text;
using Anomaly.Detectors;
using Anomaly.Grains.Settings;

namespace Anomaly.Grains.Series;

/// <summary>
/// A series' detectors and what is shown of it. Depends on its state, its settings and the sample alone, so that a replay does the same.
/// </summary>
internal sealed class SeriesModel : ISeriesModel
{
    private const byte Version = 1;
    private const int Header = 1 + 8 + 8 + 1;

    /// <summary>Snapshots are taken often and are small: each thread keeps the buffers it makes them in.</summary>
    [ThreadStatic]
    private static ArrayBufferWriter<byte>? _buffer;

    [ThreadStatic]
    private static ArrayBufferWriter<byte>? _detectorBuffer;

    private readonly IDetector[] _detectors;
    private readonly PointRing _points;

    private SeriesModel(SeriesSettings settings, IDetector[] detectors, PointRing points)
    {
        Settings = settings;
        _detectors = detectors;
        _points = points;
    }

    public SeriesSettings Settings { get; }

    /// <summary>Event time of the newest sample; <see cref="long.MinValue"/> where there is none.</summary>
    public long LastSeen { get; private set; } = long.MinValue;

    public double LastValue { get; private set; }

    public PointRing Points => _points;

    public int WarmUpNeeded => _detectors.Max(detector => detector.WarmUpNeeded);

    public int WarmUpSeen => _detectors.MaxBy(detector => detector.WarmUpNeeded)?.WarmUpSeen ?? 0;

    /// <summary>Restores a series; one without a payload is new.</summary>
    /// <exception cref="InvalidDataException">The payload was written by a newer program.</exception>
    public static SeriesModel Restore(SeriesSettings settings, ReadOnlySpan<byte> payload, byte[]? recent)
    {
        var points = PointRing.Load(recent);
        if (payload.IsEmpty)
        {
            return new(settings, [.. settings.Detectors.Select(DetectorFactory.Create)], points);
        }

        if (payload[0] != Version || payload.Length < Header)
        {
            throw new InvalidDataException($"A series' state is of version {payload[0]}; this program reads version {Version}. Run the program that wrote it, or a newer one.");
        }

        var saved = ReadDetectors(payload);
        var detectors = new IDetector[settings.Detectors.Count];
        for (var i = 0; i < detectors.Length; i++)
        {
            var options = settings.Detectors[i];
            detectors[i] = saved.TryGetValue(options.Method, out var snapshot)
                ? DetectorFactory.Restore(options, snapshot)
                : DetectorFactory.Create(options);
        }

        return new(settings, detectors, points)
        {
            LastSeen = BinaryPrimitives.ReadInt64LittleEndian(payload[1..]),
            LastValue = BinaryPrimitives.ReadDoubleLittleEndian(payload[9..]),
        };
    }

    /// <summary>The same series under other settings: a detector whose state still fits keeps it.</summary>
    public SeriesModel Under(SeriesSettings settings) => Restore(settings, Save(), _points.Save());

    /// <summary>Applies a sample.</summary>
    /// <returns>The alarms of all detectors; null where there are none.</returns>
    public List<Alarm>? Apply(long timestampMs, double value)
    {
        LastSeen = timestampMs;
        LastValue = value;
        List<Alarm>? alarms = null;
        var score = 0.0;
        var (expected, band) = (double.NaN, double.NaN);
        var now = false;
        foreach (var detector in _detectors)
        {
            var verdict = detector.Observe(new Sample(timestampMs, value));
            if (verdict.Score > score)
            {
                score = verdict.Score;
            }

            if (double.IsNaN(band) && !double.IsNaN(verdict.Upper))
            {
                expected = verdict.Expected;
                band = verdict.Upper - verdict.Expected;
            }

            if (verdict.Alarms.Count > 0)
            {
                (alarms ??= []).AddRange(verdict.Alarms);
                now |= verdict.Alarms.Any(alarm => alarm.Lag == 0);
            }
        }

        _points.Add(timestampMs, value, expected, band, score, now);
        return alarms;
    }

    ModelStep ISeriesModel.Apply(in SeriesSample sample, string? member) => new(1, Apply(sample.TimestampMs, sample.Value));

    ISeriesModel ISeriesModel.Under(SeriesSettings settings) => Under(settings);

    /// <summary>The detectors' state.</summary>
    public byte[] Save()
    {
        var to = _buffer ??= new ArrayBufferWriter<byte>(2048);
        to.ResetWrittenCount();
        var header = to.GetSpan(Header);
        header[0] = Version;
        BinaryPrimitives.WriteInt64LittleEndian(header[1..], LastSeen);
        BinaryPrimitives.WriteDoubleLittleEndian(header[9..], LastValue);
        header[17] = (byte)_detectors.Length;
        to.Advance(Header);
        var one = _detectorBuffer ??= new ArrayBufferWriter<byte>(1024);
        foreach (var detector in _detectors)
        {
            one.ResetWrittenCount();
            detector.Save(one);
            var name = Encoding.UTF8.GetBytes(detector.Method);
            var lengths = to.GetSpan(5);
            lengths[0] = (byte)name.Length;
            BinaryPrimitives.WriteInt32LittleEndian(lengths[1..], one.WrittenCount);
            to.Advance(5);
            to.Write(name);
            to.Write(one.WrittenSpan);
        }

        return to.WrittenSpan.ToArray();
    }

    private static Dictionary<string, byte[]> ReadDetectors(ReadOnlySpan<byte> payload)
    {
        var saved = new Dictionary<string, byte[]>(StringComparer.Ordinal);
        var rest = payload[Header..];
        for (var i = 0; i < payload[17]; i++)
        {
            var name = rest[0];
            var length = BinaryPrimitives.ReadInt32LittleEndian(rest[1..]);
            saved.Add(Encoding.UTF8.GetString(rest.Slice(5, name)), rest.Slice(5 + name, length).ToArray());
            rest = rest[(5 + name + length)..];
        }

        return saved;
    }
}
