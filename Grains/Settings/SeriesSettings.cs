using System.Collections.Concurrent;
using System.IO.Hashing;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Anomaly.Detectors;
using Anomaly.Detectors.Calibration;
using Anomaly.Detectors.IsolationForest;
using Anomaly.Detectors.MovingAverage;
using Anomaly.Detectors.Multivariate;
using Anomaly.Grains.Interfaces.Settings;

namespace Anomaly.Grains.Settings;

/// <summary>The settings of a series as the detectors take them, with the text and version that travel with the calls.</summary>
internal sealed class SeriesSettings
{
    /// <summary>Far more than are in force at a time; what was in force once is let go some time.</summary>
    private const int MaxKept = 25_000;

    private static readonly ConcurrentDictionary<string, SeriesSettings> Parsed = new(StringComparer.Ordinal);

    private SeriesSettings(string text, IReadOnlyList<DetectorOptions> detectors)
    {
        Detectors = detectors;
        Stamped = new((long)(XxHash3.HashToUInt64(Encoding.UTF8.GetBytes(text)) >> 1), text);
    }

    /// <summary>The detectors in the order that they run in.</summary>
    public IReadOnlyList<DetectorOptions> Detectors { get; }

    /// <summary>Where they are those of a group of series, and so of no single one: what its detector takes. Else null.</summary>
    public GroupOptions? Group { get; private init; }

    public StampedSettings Stamped { get; }

    /// <summary>Makes the settings' canonical text.</summary>
    public static SeriesSettings From(DetectionOptions options)
    {
        var (average, forest, group) = (options.MovingAverage, options.IsolationForest, options.Group);
        var text = new JsonObject
        {
            ["methods"] = new JsonArray("moving_average", "isolation_forest"),
            ["moving_average"] = new JsonObject
            {
                ["window_size"] = average.WindowSize,
                ["threshold"] = average.Threshold,
                ["threshold_kind"] = average.ThresholdKind,
            },
            ["isolation_forest"] = new JsonObject
            {
                ["batch_size"] = forest.BatchSize,
                ["contamination"] = forest.Contamination,
                ["smoothing_alpha"] = forest.SmoothingAlpha,
                ["min_consecutive"] = forest.MinConsecutive,
            },
            [GroupSettingsReader.Section] = new JsonObject
            {
                [GroupSettingsReader.By] = group.By,
                ["interval_seconds"] = group.IntervalSeconds,
                ["sensitivity"] = group.Sensitivity,
            },
        }.ToJsonString();
        return Parse(text);
    }

    /// <summary>Reads a text; few differ in a process, each is read once.</summary>
    public static SeriesSettings Parse(string text) => Parsed.TryGetValue(text, out var parsed) ? parsed : Keep(ParseOnce(text));

    /// <summary>Reads a text that may never be in force.</summary>
    public static SeriesSettings ParseOnce(string text)
    {
        using var document = JsonDocument.Parse(text);
        if (!document.RootElement.TryGetProperty("methods", out _))
        {
            return new SeriesSettings(text, []) { Group = GroupOf(document.RootElement) };
        }

        return new SeriesSettings(text, [.. document.RootElement.GetProperty("methods").EnumerateArray().Select(method => Detector(document.RootElement, method.GetString()!))]);
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
            Sensitivity = group.TryGetProperty("sensitivity", out var sensitivity) ? sensitivity.GetDouble() : Sensitivity.Default,
        };
    }

    private static DetectorOptions Detector(JsonElement settings, string method)
    {
        var own = settings.GetProperty(method);
        return method switch
        {
            "moving_average" => new MovingAverageOptions
            {
                WindowSize = own.GetProperty("window_size").GetInt32(),
                Threshold = own.GetProperty("threshold").GetDouble(),
                ThresholdKind = own.GetProperty("threshold_kind").GetString() == "sigma" ? ThresholdKind.Sigma : ThresholdKind.Absolute,
            },
            "isolation_forest" => new IsolationForestOptions
            {
                BatchSize = own.GetProperty("batch_size").GetInt32(),
                Contamination = own.GetProperty("contamination").GetDouble(),
                SmoothingAlpha = own.GetProperty("smoothing_alpha").GetDouble(),
                MinConsecutive = own.GetProperty("min_consecutive").GetInt32(),
            },
            _ => throw new InvalidDataException($"Settings name the method '{method}', which this program does not know; run the program that wrote them, or a newer one."),
        };
    }
}
