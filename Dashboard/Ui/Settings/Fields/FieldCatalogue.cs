using System.Text.Json.Nodes;
using Anomaly.Dashboard.Ui.Anomalies;
using Anomaly.Grains.Interfaces.Settings;

namespace Anomaly.Dashboard.Ui.Settings.Fields;

/// <summary>
/// The settings that the form has words for. One that is not listed is shown as JSON and kept; one that is listed but that the series'
/// settings do not have is not shown.
/// </summary>
public static class FieldCatalogue
{
    /// <summary>The setting that names the methods that run.</summary>
    public const string Methods = "methods";

    /// <summary>The settings that say which alarms are raised.</summary>
    public const string Alarms = "alarms";

    private static readonly FieldChoice[] Levels = [new(AlarmLevels.Sensitivity, "from the sensitivity"), new(AlarmLevels.Exact, "the exact rule")];

    private static readonly Dictionary<string, string> About = new()
    {
        ["ensemble"] = "Learns the series by itself: what to expect at this hour, what was never seen, which patterns are new. Good for any series; nothing to set.",
        ["moving_average"] = "Flags a value that lies too far from the mean of the last values. Quick to learn; good for jumps and spikes.",
        ["isolation_forest"] = "Flags values that stand apart from their batch several times in a row. Good for what no fixed distance describes.",
    };

    /// <summary>All of them, in the order of the form.</summary>
    public static IReadOnlyList<SettingField> Fields { get; } =
    [
        new("sensitivity", FieldKind.Number, "Sensitivity", "How readily alarms are raised, for every method alike: of ordinary samples one in a million may be alarmed at 0, one in 10,000 at 0.5, one in 100 at 1.")
        {
            Least = 0,
            Most = 1,
            Step = 0.05,
        },
        new("moving_average.level", FieldKind.Choice, "Alarm level", "From the sensitivity it suits any series; the exact rule is for one whose limits you know.") { Choices = Levels },
        new("moving_average.window_size", FieldKind.Whole, "Window", "How many of the last samples the mean is made of, the newest included.")
        {
            Unit = "samples",
            Least = 2,
            Most = 10_000,
        },
        new("moving_average.threshold", FieldKind.Number, "Threshold", "How far a value may lie from the mean before it is flagged.") { Least = 0, AboveLeast = true },
        new("moving_average.threshold_kind", FieldKind.Choice, "Unit of the threshold", "What the threshold is counted in.")
        {
            Choices = [new("absolute", "the value's own unit"), new("sigma", "standard deviations")],
        },
        new("isolation_forest.level", FieldKind.Choice, "Alarm level", "From the sensitivity it suits any series; the exact rule counts points in a row.") { Choices = Levels },
        new("isolation_forest.batch_size", FieldKind.Whole, "Batch", "How many samples are compared with each other.")
        {
            Unit = "samples",
            Least = 2,
            Most = 500,
        },
        new("isolation_forest.contamination", FieldKind.Number, "Contamination", "The share of a batch that counts as outliers.")
        {
            Least = 0,
            AboveLeast = true,
            Most = 0.5,
            Step = 0.01,
        },
        new("isolation_forest.smoothing_alpha", FieldKind.Number, "Smoothing", "The weight of the newest sample when the series is smoothed first; 1 does not smooth.")
        {
            Least = 0,
            AboveLeast = true,
            Most = 1,
            Step = 0.05,
        },
        new("isolation_forest.min_consecutive", FieldKind.Whole, "In a row", "How many points in a row must stand out before one is flagged.")
        {
            Unit = "points",
            Least = 1,
            Most = 1_000_000,
        },
        new("alarms.direction", FieldKind.Choice, "Side", "On which side of what was expected values are alarmed.")
        {
            Choices = [new("both", "above and below"), new("above", "above only"), new("below", "below only")],
        },
        new("alarms.min_deviation", FieldKind.Number, "Least distance", "How far a value must be from what was expected, in its own unit.") { Least = 0 },
        new("alarms.min_deviation_percent", FieldKind.Number, "Least distance in percent", "The same, in percent of what was expected; both must be reached.") { Unit = "%", Least = 0 },
        new("alarms.min_streak", FieldKind.Whole, "Least streak", "How many samples in a row a method must find anomalous.")
        {
            Unit = "samples",
            Least = 1,
            Most = 1000,
        },
        new("alarms.ignore", FieldKind.List, "Not alarmed", "A list of rules; an alarm is dropped where all conditions of one hold: above, below, methods, days, from, to, time_zone.")
        {
            Example = """[{"below":5},{"days":["sat","sun"],"from":"22:00","to":"06:00","time_zone":"Europe/Berlin"}]""",
        },
        new("samples.kind", FieldKind.Choice, "What is judged", "Of a counter, such as the number of requests so far, how fast it rises; resets are seen.")
        {
            Choices = [new("gauge", "the values"), new("counter", "a counter's rate per second")],
        },
        new("samples.late", FieldKind.Choice, "Late and repeated samples", "Those that are older than the newest, or the same once more.")
        {
            Choices = [new("judge", "judged like all others"), new("ignore", "ignored")],
        },
        new("silence.after", FieldKind.Duration, "Silent after", "How long nothing may come before that is an anomaly, such as 5m; 0s for never.") { Least = 0, Most = 366 * 86_400 },
        new("group.by", FieldKind.Text, "Group by label", "The label by whose value series form groups, such as host; empty for none. The records of one group need that value as their key."),
        new("group.interval_seconds", FieldKind.Number, "Interval of the group", "Seconds from one vector of the members' values to the next; 0 goes by how often they report.")
        {
            Unit = "seconds",
            Least = 0,
            Most = 86_400,
        },
        new("group.sensitivity", FieldKind.Number, "Sensitivity of the group", "How readily a group is alarmed: at 0.5 one ordinary vector in 10,000 may be by mistake, at 1 one in 100.")
        {
            Least = 0,
            Most = 1,
            Step = 0.05,
        },
    ];

    /// <summary>What the paths of settings of groups begin with; they are settings of rules.</summary>
    public const string Groups = "group.";

    /// <summary>The setting at a path, where the form has words for it.</summary>
    public static SettingField? Find(string path) => Fields.FirstOrDefault(field => field.Path == path);

    /// <summary>What a method does.</summary>
    public static string? Describe(string method) => About.GetValueOrDefault(method);

    /// <summary>The methods that settings speak of, running or not.</summary>
    public static IReadOnlyList<string> MethodsOf(params IEnumerable<JsonObject> settings) =>
        [.. settings.SelectMany(each => Running(each).Concat(each.Where(field => field.Value is JsonObject && About.ContainsKey(field.Key)).Select(field => field.Key))).Distinct()];

    /// <summary>The methods that run under settings, in their order.</summary>
    public static IEnumerable<string> Running(JsonObject settings) =>
        settings[Methods] is JsonArray methods ? methods.OfType<JsonValue>().Select(method => method.TryGetValue<string>(out var name) ? name : null).OfType<string>() : [];

    /// <summary>The name of a path in words, such as <c>Moving average: threshold</c>.</summary>
    public static string Title(string path)
    {
        var label = Find(path)?.Label ?? AnomalyText.Words(path[(path.IndexOf('.', StringComparison.Ordinal) + 1)..]);
        var method = path.Contains('.', StringComparison.Ordinal) ? AnomalyText.Words(path[..path.IndexOf('.', StringComparison.Ordinal)]) : null;
        return method is null ? label : $"{method}: {char.ToLowerInvariant(label[0])}{label[1..]}";
    }
}
