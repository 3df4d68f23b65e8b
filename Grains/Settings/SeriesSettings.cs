using System.Collections.Concurrent;
using System.IO.Hashing;
using System.Text;
using System.Text.Json;
using Anomaly.Detectors;
using Anomaly.Detectors.Alarms;

namespace Anomaly.Grains.Settings;

/// <summary>The settings of a series as the detectors take them, with the text and version that travel with the calls.</summary>
internal sealed class SeriesSettings
{
    /// <summary>Far more than are in force at a time; what was in force once is let go some time.</summary>
    private const int MaxKept = 25_000;

    private static readonly ConcurrentDictionary<string, SeriesSettings> Parsed = new(StringComparer.Ordinal);

    private SeriesSettings(string text, IReadOnlyList<DetectorOptions> detectors, AlarmPolicy? alarms)
    {
        Detectors = detectors;
        Alarms = alarms;
        Stamped = new((long)(XxHash3.HashToUInt64(Encoding.UTF8.GetBytes(text)) >> 1), text);
    }

    /// <summary>The detectors in the order that they run in.</summary>
    public IReadOnlyList<DetectorOptions> Detectors { get; }

    /// <summary>Which of their alarms are raised; null for all.</summary>
    public AlarmPolicy? Alarms { get; }

    public StampedSettings Stamped { get; }

    /// <summary>Makes the settings' canonical text.</summary>
    public static SeriesSettings From(DetectionOptions options) => Parse(SettingsSchema.Complete(options));

    /// <summary>Reads a text; few differ in a process, each is read once.</summary>
    public static SeriesSettings Parse(string text) => Parsed.TryGetValue(text, out var parsed) ? parsed : Keep(ParseOnce(text));

    /// <summary>Reads a text that may never be in force.</summary>
    public static SeriesSettings ParseOnce(string text)
    {
        using var document = JsonDocument.Parse(text);
        var root = document.RootElement;
        return new SeriesSettings(text, [.. root.GetProperty("methods").EnumerateArray().Select(method => Detector(root, method.GetString()!))], AlarmSchema.Compile(root));
    }

    private static SeriesSettings Keep(SeriesSettings settings)
    {
        if (Parsed.Count >= MaxKept)
        {
            Parsed.Clear();
        }

        return Parsed.GetOrAdd(settings.Stamped.Text, settings);
    }

    /// <summary>A text of a program before there was a sensitivity says none.</summary>
    private static double Sensitivity(JsonElement settings) =>
        settings.TryGetProperty("sensitivity", out var sensitivity) ? sensitivity.GetDouble() : Anomaly.Detectors.Calibration.Sensitivity.Default;

    /// <summary>A text of a program that did not know the method says nothing of it.</summary>
    private static JsonElement Own(JsonElement settings, string method) => settings.TryGetProperty(method, out var own) ? own : JsonElement.Parse("{}");

    private static DetectorOptions Detector(JsonElement settings, string method) => DetectionMethod.Find(method) is { } known
        ? known.Compile(Own(settings, method), Sensitivity(settings), AlarmSchema.MinStreak(settings))
        : throw new InvalidDataException($"Settings name the method '{method}', which this program does not know; run the program that wrote them, or a newer one.");
}
