using System.Buffers;
using System.Text;
using System.Text.Json;
using Anomaly.Detectors.Statistics;

namespace Anomaly.Detectors.Explanations;

/// <summary>Builds the JSON objects of an alarm. Numbers are written in full and are always finite.</summary>
internal sealed class JsonText : IDisposable
{
    private const int TypicalSize = 512;

    private readonly ArrayBufferWriter<byte> _bytes = new(TypicalSize);
    private readonly Utf8JsonWriter _writer;

    public JsonText()
    {
        _writer = new Utf8JsonWriter(_bytes);
        _writer.WriteStartObject();
    }

    public JsonText Add(string name, ReadOnlySpan<double> numbers)
    {
        _writer.WriteStartArray(name);
        foreach (var number in numbers)
            _writer.WriteNumberValue(Finite.Clamp(number));
        _writer.WriteEndArray();
        return this;
    }

    public JsonText Add(string name, double number)
    {
        _writer.WriteNumber(name, Finite.Clamp(number));
        return this;
    }

    public JsonText Add(string name, string text)
    {
        _writer.WriteString(name, text);
        return this;
    }

    public string Complete()
    {
        _writer.WriteEndObject();
        _writer.Flush();
        return Encoding.UTF8.GetString(_bytes.WrittenSpan);
    }

    public void Dispose() => _writer.Dispose();
}
