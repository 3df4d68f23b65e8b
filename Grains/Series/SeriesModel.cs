using System.Buffers;
using System.Buffers.Binary;
using System.Text;
using Anomaly.Detectors;
using Anomaly.Detectors.Alarms;
using Anomaly.Grains.Settings;

namespace Anomaly.Grains.Series;

/// <summary>
/// A series' detectors and what is shown of it. Depends on its state, its settings and the sample alone, so that a replay does the same.
/// </summary>
internal sealed class SeriesModel : ISeriesModel
{
    private const byte Version = 2;
    private const int Header = 1 + 8 + 8 + 1 + 1 + 1;
    private const int FirstHeader = Header - 2;

    /// <summary>So many late samples in a row, and it was the newest time that was wrong, such as that of a clock that was set back.</summary>
    private const int MaxLate = 100;

    private const byte CountsUpFlag = 1;
    private const byte SilentFlag = 2;

    /// <summary>A method's streak is saved beside its detector, under its name with this behind it.</summary>
    private const string Streak = ".streak";

    /// <summary>Snapshots are taken often and are small: each thread keeps the buffers it makes them in.</summary>
    [ThreadStatic]
    private static ArrayBufferWriter<byte>? _buffer;

    [ThreadStatic]
    private static ArrayBufferWriter<byte>? _detectorBuffer;

    private readonly IDetector[] _detectors;
    private readonly AlarmStreak[]? _streaks;
    private readonly PointRing _points;
    private byte _late;

    private SeriesModel(SeriesSettings settings, IDetector[] detectors, AlarmStreak[]? streaks, PointRing points)
    {
        Settings = settings;
        _detectors = detectors;
        _streaks = streaks;
        _points = points;
    }

    public SeriesSettings Settings { get; }

    /// <summary>Event time of the newest sample; <see cref="long.MinValue"/> where there is none.</summary>
    public long LastSeen { get; private set; } = long.MinValue;

    /// <summary>The value of that sample, as it came.</summary>
    public double LastValue { get; private set; }

    /// <summary>Whether the alarm of its silence was raised, and no sample came since.</summary>
    public bool IsSilent { get; private set; }

    /// <summary>Whether the sample applied last has a point: it was judged.</summary>
    public bool HasJudged { get; private set; }

    public PointRing Points => _points;

    public int WarmUpNeeded => _detectors.Max(detector => detector.WarmUpNeeded);

    public int WarmUpSeen => _detectors.MaxBy(detector => detector.WarmUpNeeded)?.WarmUpSeen ?? 0;

    /// <summary>Puts something around each detector that sees what it is told and what it says; for measurements. A series in the service pays nothing for it.</summary>
    public void Surround(Func<IDetector, IDetector> with)
    {
        for (var i = 0; i < _detectors.Length; i++)
        {
            _detectors[i] = with(_detectors[i]);
        }
    }

    /// <summary>Restores a series; one without a payload is new.</summary>
    /// <exception cref="InvalidDataException">The payload was written by a newer program.</exception>
    public static SeriesModel Restore(SeriesSettings settings, ReadOnlySpan<byte> payload, byte[]? recent)
    {
        var points = PointRing.Load(recent);
        if (payload.IsEmpty)
        {
            return new(settings, [.. settings.Detectors.Select(DetectorFactory.Create)], NewStreaks(settings), points);
        }

        if (payload[0] is 0 or > Version || payload.Length < FirstHeader)
        {
            throw new InvalidDataException($"A series' state is of version {payload[0]}; this program reads up to version {Version}. Run the program that wrote it, or a newer one.");
        }

        // The first version knew neither counters nor silence.
        var (flags, late, header) = payload[0] == 1 ? ((byte)0, (byte)0, FirstHeader) : (payload[17], payload[18], Header);
        if (settings.CountsUp != ((flags & CountsUpFlag) != 0))
        {
            // What was learned of values says nothing of rates.
            return new(settings, [.. settings.Detectors.Select(DetectorFactory.Create)], NewStreaks(settings), new PointRing())
            {
                LastSeen = BinaryPrimitives.ReadInt64LittleEndian(payload[1..]),
                LastValue = BinaryPrimitives.ReadDoubleLittleEndian(payload[9..]),
                IsSilent = (flags & SilentFlag) != 0,
                _late = late,
            };
        }

        var saved = ReadParts(payload, header);
        var detectors = new IDetector[settings.Detectors.Count];
        var streaks = NewStreaks(settings);
        for (var i = 0; i < detectors.Length; i++)
        {
            var options = settings.Detectors[i];
            detectors[i] = saved.TryGetValue(options.Method, out var snapshot)
                ? DetectorFactory.Restore(options, snapshot)
                : DetectorFactory.Create(options);
            if (streaks is not null && saved.TryGetValue(options.Method + Streak, out var streak))
            {
                streaks[i] = AlarmStreak.Restore(streak);
            }
        }

        return new(settings, detectors, streaks, points)
        {
            LastSeen = BinaryPrimitives.ReadInt64LittleEndian(payload[1..]),
            LastValue = BinaryPrimitives.ReadDoubleLittleEndian(payload[9..]),
            IsSilent = (flags & SilentFlag) != 0,
            _late = late,
        };
    }

    /// <summary>The bytes at a payload's start that <see cref="SaysSilent"/> reads.</summary>
    public const int HeadLength = Header;

    /// <summary>Whether a payload says that the alarm of the series' silence was raised.</summary>
    public static bool SaysSilent(ReadOnlySpan<byte> head) => head.Length > 17 && head[0] > 1 && (head[17] & SilentFlag) != 0;

    /// <summary>The same series under other settings: a detector whose state still fits keeps it.</summary>
    public SeriesModel Under(SeriesSettings settings) => Restore(settings, Save(), _points.Save());

    /// <summary>Applies a sample: of a gauge its value is judged, of a counter its rate.</summary>
    /// <returns>The alarms of all detectors that are raised; null where there are none.</returns>
    public List<Alarm>? Apply(long timestampMs, double value)
    {
        var (beforeMs, before) = (LastSeen, LastValue);
        var isFirst = beforeMs == long.MinValue;
        var isRepeated = timestampMs == beforeMs && value.Equals(before);
        var isNewer = NoteTime(timestampMs, value);
        HasJudged = false;
        IsSilent = false;
        if (Settings.CountsUp)
        {
            return isFirst || !isNewer ? null : JudgeRate(new CounterRate(beforeMs, before, timestampMs, value));
        }

        return Settings.IgnoresLate && (isRepeated || timestampMs < beforeMs) ? null : Judge(timestampMs, value);
    }

    /// <summary>Notes that the alarm of the silence is raised.</summary>
    public void NoteSilence() => IsSilent = true;

    private List<Alarm>? JudgeRate(CounterRate rate)
    {
        var alarms = Judge(rate.TimestampMs, rate.PerSecond);
        for (var i = 0; i < alarms?.Count; i++)
        {
            // Of a point further back, what it was made of is forgotten.
            alarms[i] = alarms[i].Lag == 0 ? rate.Explain(alarms[i]) : alarms[i];
        }

        return alarms;
    }

    /// <summary>Moves the newest sample on. One that is late leaves it, and so does one of the same time of a counter, whose rate the next time tells.</summary>
    /// <returns>Whether the sample is newer than all before it.</returns>
    private bool NoteTime(long timestampMs, double value)
    {
        var isNewer = timestampMs > LastSeen;
        if (isNewer || (timestampMs == LastSeen && !Settings.CountsUp) || (timestampMs < LastSeen && ++_late >= MaxLate))
        {
            (LastSeen, LastValue, _late) = (timestampMs, value, timestampMs == LastSeen ? _late : (byte)0);
        }

        return isNewer;
    }

    /// <summary>Lets the detectors judge a value and, where the settings have no pause then, learn it, whenever it was measured.</summary>
    /// <returns>The alarms of all detectors; null where there are none.</returns>
    public List<Alarm>? Judge(long timestampMs, double value)
    {
        HasJudged = true;
        List<Alarm>? alarms = null;
        var score = 0.0;
        var (expected, band) = (double.NaN, double.NaN);
        var now = false;
        var learning = Settings.LearningAt(timestampMs);
        for (var i = 0; i < _detectors.Length; i++)
        {
            var verdict = _detectors[i].Observe(new Sample(timestampMs, value), learning);
            if (_streaks is not null)
            {
                _streaks[i].Advance();
            }

            if (verdict.Score > score)
            {
                score = verdict.Score;
            }

            if (double.IsNaN(band) && !double.IsNaN(verdict.Upper))
            {
                expected = verdict.Expected;
                band = verdict.Upper - verdict.Expected;
            }

            if (verdict.Alarms.Count > 0 && Admit(i, verdict.Alarms) is { Count: > 0 } raised)
            {
                (alarms ??= []).AddRange(raised);
                now |= raised.Any(alarm => alarm.Lag == 0);
            }
        }

        _points.Add(timestampMs, value, expected, band, score, now);
        return alarms;
    }

    ModelStep ISeriesModel.Apply(in SeriesSample sample, string? member)
    {
        var alarms = Apply(sample.TimestampMs, sample.Value);
        return new(HasJudged ? 1 : 0, alarms);
    }

    ISeriesModel ISeriesModel.Under(SeriesSettings settings) => Under(settings);

    /// <summary>The detectors' state, and the streaks of alarms where the settings ask for some.</summary>
    public byte[] Save()
    {
        var to = _buffer ??= new ArrayBufferWriter<byte>(2048);
        to.ResetWrittenCount();
        var header = to.GetSpan(Header);
        header[0] = Version;
        BinaryPrimitives.WriteInt64LittleEndian(header[1..], LastSeen);
        BinaryPrimitives.WriteDoubleLittleEndian(header[9..], LastValue);
        header[17] = (byte)((Settings.CountsUp ? CountsUpFlag : 0) | (IsSilent ? SilentFlag : 0));
        header[18] = _late;
        header[19] = (byte)(_detectors.Length + (_streaks?.Count(streak => !streak.IsEmpty) ?? 0));
        to.Advance(Header);
        var one = _detectorBuffer ??= new ArrayBufferWriter<byte>(1024);
        for (var i = 0; i < _detectors.Length; i++)
        {
            one.ResetWrittenCount();
            _detectors[i].Save(one);
            WritePart(to, _detectors[i].Method, one.WrittenSpan);
            if (_streaks is not null && !_streaks[i].IsEmpty)
            {
                WritePart(to, _detectors[i].Method + Streak, _streaks[i].Save());
            }
        }

        return to.WrittenSpan.ToArray();
    }

    private static AlarmStreak[]? NewStreaks(SeriesSettings settings) =>
        settings.Alarms is { MinStreak: > 1 } ? new AlarmStreak[settings.Detectors.Count] : null;

    private IReadOnlyList<Alarm> Admit(int detector, IReadOnlyList<Alarm> alarms)
    {
        if (Settings.Alarms is not { } policy)
        {
            return alarms;
        }

        var none = default(AlarmStreak);
        return policy.Admit(alarms, ref _streaks is null ? ref none : ref _streaks[detector], Settings.Detectors[detector].CountsStreaks);
    }

    private static void WritePart(ArrayBufferWriter<byte> to, string name, ReadOnlySpan<byte> part)
    {
        var bytes = Encoding.UTF8.GetBytes(name);
        var lengths = to.GetSpan(5);
        lengths[0] = (byte)bytes.Length;
        BinaryPrimitives.WriteInt32LittleEndian(lengths[1..], part.Length);
        to.Advance(5);
        to.Write(bytes);
        to.Write(part);
    }

    private static Dictionary<string, byte[]> ReadParts(ReadOnlySpan<byte> payload, int header)
    {
        var saved = new Dictionary<string, byte[]>(StringComparer.Ordinal);
        var rest = payload[header..];
        for (var i = 0; i < payload[header - 1]; i++)
        {
            var name = rest[0];
            var length = BinaryPrimitives.ReadInt32LittleEndian(rest[1..]);
            saved.Add(Encoding.UTF8.GetString(rest.Slice(5, name)), rest.Slice(5 + name, length).ToArray());
            rest = rest[(5 + name + length)..];
        }

        return saved;
    }
}
