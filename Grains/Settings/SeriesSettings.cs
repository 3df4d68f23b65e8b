using System.Collections.Concurrent;
using System.IO.Hashing;
using System.Text;
using System.Text.Json;
using Anomaly.Detectors;
using Anomaly.Detectors.Alarms;
using Anomaly.Detectors.Multivariate;
using Anomaly.Grains.Interfaces.Settings;

namespace Anomaly.Grains.Settings;

/// <summary>The settings of a series as the detectors take them, with the text and version that travel with the calls.</summary>
internal sealed class SeriesSettings
{
    /// <summary>Far more than are in force at a time; what was in force once is let go some time.</summary>
    private const int MaxKept = 25_000;

    private static readonly ConcurrentDictionary<string, SeriesSettings> Parsed = new(StringComparer.Ordinal);

    private readonly LearningPauses? _pauses;

    private SeriesSettings(string text, JsonElement settings)
    {
        if (settings.TryGetProperty("methods", out var methods))
        {
            Detectors = [.. methods.EnumerateArray().Select(method => Detector(settings, method.GetString()!))];
            Alarms = AlarmSchema.Compile(settings);
        }
        else
        {
            Detectors = [];
            Group = GroupOf(settings);
        }

        _pauses = PauseSchema.Compile(settings);
        CountsUp = Word(settings, SampleSettings.Section, "kind") == "counter";
        IgnoresLate = Word(settings, SampleSettings.Section, "late") == "ignore";
        var silentAfter = Word(settings, SilenceSettings.Section, "after") is { } after && SettingDuration.TryParse(after, out var read) ? read : TimeSpan.Zero;
        Stamped = new((long)(XxHash3.HashToUInt64(Encoding.UTF8.GetBytes(text)) >> 1), text) { SilentAfter = silentAfter };
    }

    /// <summary>The detectors in the order that they run in.</summary>
    public IReadOnlyList<DetectorOptions> Detectors { get; }

    /// <summary>Which of their alarms are raised; null for all.</summary>
    public AlarmPolicy? Alarms { get; }

    /// <summary>Whether the series is a counter, whose rate is judged.</summary>
    public bool CountsUp { get; }

    /// <summary>Whether samples that are late or repeated are neither judged nor learned.</summary>
    public bool IgnoresLate { get; }

    /// <summary>Whether a sample of a time is learned, or only judged.</summary>
    public Learning LearningAt(long timestampMs) => _pauses?.Covers(timestampMs) == true ? Learning.ScoreOnly : Learning.Learn;

    /// <summary>Where they are those of a group of series, and so of no single one: what its detector takes. Else null.</summary>
    public GroupOptions? Group { get; }

    public StampedSettings Stamped { get; }

    /// <summary>Makes the settings' canonical text.</summary>
    public static SeriesSettings From(DetectionOptions options) => Parse(SettingsSchema.Complete(options));

    /// <summary>Reads a text; few differ in a process, each is read once.</summary>
    public static SeriesSettings Parse(string text) => Parsed.TryGetValue(text, out var parsed) ? parsed : Keep(ParseOnce(text));

    /// <summary>Reads a text that may never be in force.</summary>
    public static SeriesSettings ParseOnce(string text)
    {
        using var document = JsonDocument.Parse(text);
        return new SeriesSettings(text, document.RootElement);
    }

    private static SeriesSettings Keep(SeriesSettings settings)
    {
        if (Parsed.Count >= MaxKept)
        {
            Parsed.Clear();
        }

        return Parsed.GetOrAdd(settings.Stamped.Text, settings);
    }

    private static GroupOptions GroupOf(JsonElement settings)
    {
        var group = settings.GetProperty(GroupSettingsReader.Section);
        return new GroupOptions
        {
            IntervalSeconds = group.TryGetProperty("interval_seconds", out var interval) ? interval.GetDouble() : 0,
            Sensitivity = group.TryGetProperty("sensitivity", out var sensitivity) ? sensitivity.GetDouble() : Anomaly.Detectors.Calibration.Sensitivity.Default,
        };
    }

    /// <summary>A text of a program before there was a sensitivity says none.</summary>
    private static double Sensitivity(JsonElement settings) =>
        settings.TryGetProperty("sensitivity", out var sensitivity) ? sensitivity.GetDouble() : Anomaly.Detectors.Calibration.Sensitivity.Default;

    /// <summary>A text of a program that did not know the method says nothing of it.</summary>
    private static JsonElement Own(JsonElement settings, string method) => settings.TryGetProperty(method, out var own) ? own : JsonElement.Parse("{}");

    /// <summary>A setting that texts of older programs lack; null there.</summary>
    private static string? Word(JsonElement settings, string section, string name) =>
        settings.TryGetProperty(section, out var own) && own.TryGetProperty(name, out var word) ? word.GetString() : null;

    private static DetectorOptions Detector(JsonElement settings, string method) => DetectionMethod.Find(method) is { } known
        ? known.Compile(Own(settings, method), Sensitivity(settings), AlarmSchema.MinStreak(settings))
        : throw new InvalidDataException($"Settings name the method '{method}', which this program does not know; run the program that wrote them, or a newer one.");
}
