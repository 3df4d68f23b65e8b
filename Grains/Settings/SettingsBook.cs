using System.Text.Json;
using Anomaly.Grains.Interfaces.Settings;

namespace Anomaly.Grains.Settings;

/// <summary>The settings of every series at one revision, compiled. Never changes.</summary>
internal sealed class SettingsBook
{
    private static readonly IReadOnlyDictionary<string, string> NoLabels = new Dictionary<string, string>();

    private readonly SettingsResolver _resolver;
    private readonly bool _readsLabels;

    /// <param name="document">A valid document.</param>
    public SettingsBook(SettingsDocument document)
    {
        _resolver = new SettingsResolver(document);
        var settings = document.Rules.Select(rule => rule.Settings).Concat(document.Overrides.Values).Prepend(document.Defaults);
        WatchesSilence = settings.Any(AsksForSilence);
        _readsLabels = document.Rules.Any(rule => rule.Match.Labels.Count > 0) || document.Pauses.Length > 0;
        HasGroups = GroupSettingsReader.Label(document.Defaults) is not null
            || document.Rules.Any(rule => GroupSettingsReader.Label(SettingsMerge.Apply(document.Defaults, rule.Settings)) is not null);
    }

    public long Revision => _resolver.Document.Revision;

    /// <summary>Whether the silence of any series may be an alarm.</summary>
    public bool WatchesSilence { get; }
    /// <summary>Whether any series are grouped.</summary>
    public bool HasGroups { get; }

    /// <summary>The id of the group that a series is in; null for none. Takes some time: remember what it says.</summary>
    /// <param name="seriesId">The series.</param>
    /// <param name="labels">Its labels, a JSON object; null for none.</param>
    /// <param name="group">The group.</param>
    public string? FindGroup(string seriesId, string? labels, out GroupId? group)
    {
        var parsed = Parse(labels);
        group = parsed.Count == 0 || !HasGroups ? null : GroupSettingsReader.Find(_resolver.Resolve(seriesId, parsed), parsed);
        return group?.ToSeriesId();
    }

    /// <summary>The settings of a series. Takes some time: remember what it says.</summary>
    /// <param name="seriesId">The series.</param>
    /// <param name="labels">Its labels, a JSON object; null for none.</param>
    public StampedSettings For(string seriesId, string? labels)
    {
        var parsed = _readsLabels ? Parse(labels) : NoLabels;
        var text = PauseSchema.Add(_resolver.Resolve(seriesId, parsed).Settings, _resolver.FindPauses(seriesId, parsed));
        return SeriesSettings.Parse(text).Stamped;
    }

    private static bool AsksForSilence(string settings)
    {
        using var document = JsonDocument.Parse(settings);
        return document.RootElement.TryGetProperty(SilenceSettings.Section, out var silence)
            && silence.TryGetProperty("after", out var after)
            && SettingDuration.TryParse(after.GetString() ?? "", out var duration) && duration > TimeSpan.Zero;
    }

    private static IReadOnlyDictionary<string, string> Parse(string? labels) =>
        labels is null ? NoLabels : JsonSerializer.Deserialize<Dictionary<string, string>>(labels) ?? NoLabels;
}
