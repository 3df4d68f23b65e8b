using Anomaly.Grains.Interfaces.Settings;
using Anomaly.Grains.Settings;
using Anomaly.Grains.Tests.Interleavings.Kafka;

namespace Anomaly.Grains.Tests.Interleavings;

/// <summary>What the settings of a simulation may become.</summary>
internal static class SimulatedSettings
{
    private static readonly StampedSettings[] AllSettings = [.. new[] { (3, 6.0, 3, 1, 0), (3, 11.0, 3, 2, 1), (2, 6.0, 4, 1, 2) }.Select(setting =>
        SeriesSettings.From(new DetectionOptions
        {
            MovingAverage = { WindowSize = setting.Item1, Threshold = setting.Item2 },
            IsolationForest = { BatchSize = setting.Item3, Contamination = 0.3, MinConsecutive = 1 },
            Alarms = { MinStreak = setting.Item4 },
            Silence = { After = TimeSpan.FromSeconds(setting.Item5) },
        }).Stamped)];

    /// <summary>What the settings may become: the same for all series, or for some apart.</summary>
    private static readonly SettingsDocument[] AllDocuments = [.. AllSettings.SelectMany(settings => new[]
    {
        new SettingsDocument { Defaults = settings.Text },
        new SettingsDocument
        {
            Defaults = settings.Text,
            Rules = [new SeriesRule { Name = "apart", Match = new RuleMatch { Series = "a" }, Settings = AllSettings[0].Text }],
        },
    })];

    private static readonly string[] AllGroupSettings = [.. AllDocuments.SelectMany(document => document.Rules.Select(rule => rule.Name).Prepend(SettingsResolver.DefaultRule).Select(rule =>
        new SettingsResolver(Grouped(document)).Resolve(GroupOf(rule), new Dictionary<string, string>()).Settings)).Distinct()];

    /// <summary>How many documents there are.</summary>
    public static int Count => AllDocuments.Length;

    /// <summary>The settings of a version.</summary>
    public static string Text(long version) => AllSettings.Concat(AllSettings.Select(settings => SeriesSettings.Parse(Grouped(settings.Text)).Stamped))
        .Concat(AllGroupSettings.Select(text => SeriesSettings.Parse(text).Stamped)).First(settings => settings.Version == version).Text;

    /// <summary>The group that a rule makes of all series.</summary>
    public static string GroupOf(string rule) => new GroupId(PartitionLogs.Label, PartitionLogs.LabelValue, rule).ToSeriesId()!;

    /// <summary>One of the documents.</summary>
    public static SettingsDocument Document(int number, bool grouped) => grouped ? Grouped(AllDocuments[number]) : AllDocuments[number];

    private static SettingsDocument Grouped(SettingsDocument document) => document with { Defaults = Grouped(document.Defaults), Rules = [] };

    private static string Grouped(string settings) => SettingsMerge.Apply(settings, $$$"""{"group":{"by":"{{{PartitionLogs.Label}}}"}}""");
}
