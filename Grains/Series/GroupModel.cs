using System.Buffers;
using System.Buffers.Binary;
using Anomaly.Detectors.Multivariate;
using Anomaly.Grains.Settings;

namespace Anomaly.Grains.Series;

/// <summary>
/// A group's detector and what is shown of it. Its samples are those of its members; its value is how rare their newest vector is, a
/// point a vector.
/// </summary>
internal sealed class GroupModel : ISeriesModel
{
    private const byte Version = 1;
    private const int Header = 1 + 8 + 8;

    private readonly GroupDetector _detector;

    private GroupModel(SeriesSettings settings, GroupDetector detector, PointRing points)
    {
        Settings = settings;
        _detector = detector;
        Points = points;
    }

    public SeriesSettings Settings { get; }

    public long LastSeen { get; private set; } = long.MinValue;

    public double LastValue { get; private set; }

    public PointRing Points { get; }

    /// <summary>Nothing: of groups no silence is told, it is that of their members.</summary>
    public void NoteSilence()
    {
    }

    public int WarmUpNeeded => _detector.WarmUpNeeded;

    public int WarmUpSeen => _detector.WarmUpSeen;

    /// <summary>Restores a group; one without a payload is new.</summary>
    /// <exception cref="InvalidDataException">The payload was written by a newer program.</exception>
    public static GroupModel Restore(SeriesSettings settings, ReadOnlySpan<byte> payload, byte[]? recent)
    {
        var options = settings.Group ?? throw new ArgumentException("The settings are of no group.", nameof(settings));
        var points = PointRing.Load(recent);
        if (payload.IsEmpty)
        {
            return new(settings, new GroupDetector(options), points);
        }

        if (payload[0] != Version || payload.Length < Header)
        {
            throw new InvalidDataException($"A group's state is of version {payload[0]}; this program reads version {Version}. Run the program that wrote it, or a newer one.");
        }

        return new(settings, GroupDetector.Restore(options, payload[Header..]), points)
        {
            LastSeen = LastSeenOf(payload),
            LastValue = BinaryPrimitives.ReadDoubleLittleEndian(payload[9..]),
        };
    }

    /// <summary>Event time of the newest sample that a saved state has; <see cref="long.MinValue"/> where there is none.</summary>
    public static long LastSeenOf(ReadOnlySpan<byte> payload) =>
        payload.Length < Header ? long.MinValue : BinaryPrimitives.ReadInt64LittleEndian(payload[1..]);

    public ModelStep Apply(in SeriesSample sample, string? member)
    {
        LastSeen = sample.TimestampMs;
        var verdict = _detector.Observe(member ?? throw new ArgumentNullException(nameof(member)), new(sample.TimestampMs, sample.Value));
        if (!verdict.Closed)
        {
            return default;
        }

        LastValue = verdict.Rarity;
        Points.Add(verdict.TimestampMs, verdict.Rarity, expected: 0, verdict.Level, verdict.Rarity / verdict.Level, verdict.Alarm is not null);
        return new(1, verdict.Alarm is { } alarm ? [alarm] : null);
    }

    public ISeriesModel Under(SeriesSettings settings) => Restore(settings, Save(), Points.Save());

    public byte[] Save()
    {
        var to = new ArrayBufferWriter<byte>(8192);
        var header = to.GetSpan(Header);
        header[0] = Version;
        BinaryPrimitives.WriteInt64LittleEndian(header[1..], LastSeen);
        BinaryPrimitives.WriteDoubleLittleEndian(header[9..], LastValue);
        to.Advance(Header);
        _detector.Save(to);
        return to.WrittenSpan.ToArray();
    }
}
