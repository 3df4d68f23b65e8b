using System.Globalization;

namespace Anomaly.Producer.Formats;

/// <summary>Writes samples as records. For one thread; the scratch memory is reused.</summary>
internal sealed class RecordEncoder
{
    private const int RoomForTimeAndValue = 64;

    private readonly byte[] _time = new byte[RoomForTimeAndValue];
    private byte[] _scratch = new byte[512];
    private long _ticks = -1;
    private bool _nanoseconds;
    private int _timeLength;

    /// <summary>A sample's record: an array of its own, for the client keeps it until the broker has it.</summary>
    public byte[] Encode(RecordTemplate template, DateTimeOffset time, double value)
    {
        var room = template.Prefix.Length + template.Middle.Length + template.Suffix.Length + (2 * RoomForTimeAndValue);
        if (_scratch.Length < room)
            _scratch = new byte[room];

        var at = Append(0, template.Prefix);
        at = template.ValueFirst ? AppendValue(at, value) : AppendTime(at, template, time);
        at = Append(at, template.Middle);
        at = template.ValueFirst ? AppendTime(at, template, time) : AppendValue(at, value);
        at = Append(at, template.Suffix);
        return _scratch.AsSpan(0, at).ToArray();
    }

    private int Append(int at, ReadOnlySpan<byte> bytes)
    {
        bytes.CopyTo(_scratch.AsSpan(at));
        return at + bytes.Length;
    }

    private int AppendValue(int at, double value)
    {
        value.TryFormat(_scratch.AsSpan(at), out var written, default, CultureInfo.InvariantCulture);
        return at + written;
    }

    // A tick's samples share their time: it is written once.
    private int AppendTime(int at, RecordTemplate template, DateTimeOffset time)
    {
        if (time.UtcTicks != _ticks || template.UnixNanoseconds != _nanoseconds)
        {
            _ticks = time.UtcTicks;
            _nanoseconds = template.UnixNanoseconds;
            _timeLength = _nanoseconds ? TimeText.WriteNanoseconds(_time, time) : TimeText.WriteRfc3339(_time, time);
        }

        return Append(at, _time.AsSpan(0, _timeLength));
    }
}
