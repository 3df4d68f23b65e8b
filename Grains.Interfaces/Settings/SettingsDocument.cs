namespace Anomaly.Grains.Interfaces.Settings;

/// <summary>All that decides the settings of every series: the defaults, then the first rule that matches, then the series' own.</summary>
[GenerateSerializer, Immutable, Alias("anomaly.settings.document")]
public sealed record SettingsDocument
{
    /// <summary>Raised by one at each change; 0 before the first.</summary>
    [Id(0)] public long Revision { get; init; }

    /// <summary>The complete settings of a series without rule, from the silos' configuration: a JSON object.</summary>
    [Id(1)] public string Defaults { get; init; } = "{}";

    /// <summary>The rules in order.</summary>
    [Id(2)] public SeriesRule[] Rules { get; init; } = [];

    /// <summary>By series id: what differs from the settings that it would have otherwise, a JSON object.</summary>
    [Id(3)] public IReadOnlyDictionary<string, string> Overrides { get; init; } = new Dictionary<string, string>();

    /// <summary>The times whose samples are judged and not learned, in their one order.</summary>
    [Id(4)] public LearningPause[] Pauses { get; init; } = [];
}
