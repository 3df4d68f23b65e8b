using System.Buffers;
using System.Text;
using System.Text.Json;
using Anomaly.Detectors.Statistics;

namespace Anomaly.Detectors.Explanations;

/// <summary>
/// Builds the JSON objects of an alarm. Numbers are written in full. JSON has no infinity: one that got here in spite of all
/// must not cost the alarm, and is written as the largest number, NaN as null.
/// </summary>
internal sealed class JsonText : IDisposable
{
    private const int RoomForNames = 128;
    private const int LongestNumber = 25;

    private readonly ArrayBufferWriter<byte> _bytes;
    private readonly Utf8JsonWriter _writer;

    /// <param name="numbers">About how many numbers it will hold.</param>
    public JsonText(int numbers)
    {
        _bytes = new ArrayBufferWriter<byte>(RoomForNames + numbers * LongestNumber);
        _writer = new Utf8JsonWriter(_bytes);
        _writer.WriteStartObject();
    }

    public JsonText Add(string name, ReadOnlySpan<double> numbers)
    {
        _writer.WriteStartArray(name);
        foreach (var number in numbers)
            Write(number);
        _writer.WriteEndArray();
        return this;
    }

    public JsonText Add(string name, IEnumerable<string> texts)
    {
        _writer.WriteStartArray(name);
        foreach (var text in texts)
            _writer.WriteStringValue(text);
        _writer.WriteEndArray();
        return this;
    }

    public JsonText Add(string name, double number)
    {
        _writer.WritePropertyName(name);
        Write(number);
        return this;
    }

    public JsonText Add(string name, string text)
    {
        _writer.WriteString(name, text);
        return this;
    }

    /// <summary>Says where the level of alarm comes from.</summary>
    public JsonText AddLevel(double? sensitivity) =>
        sensitivity is { } value ? Add("level", "sensitivity").Add("sensitivity", value) : Add("level", "exact");

    public string Complete()
    {
        _writer.WriteEndObject();
        _writer.Flush();
        return Encoding.UTF8.GetString(_bytes.WrittenSpan);
    }

    public void Dispose() => _writer.Dispose();

    private void Write(double number)
    {
        if (double.IsNaN(number))
            _writer.WriteNullValue();
        else
            _writer.WriteNumberValue(Finite.Clamp(number));
    }
}
