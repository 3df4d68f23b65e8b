namespace Anomaly.Grains.Interfaces.Settings;

/// <summary>Settings for all series that match. Rules stand in an order; the first that matches a series decides.</summary>
[GenerateSerializer, Immutable, Alias("anomaly.settings.rule")]
public sealed record SeriesRule
{
    /// <summary>The rule's name, unique among the rules.</summary>
    [Id(0)] public required string Name { get; init; }

    /// <summary>Which series it is for.</summary>
    [Id(1)] public RuleMatch Match { get; init; } = new();

    /// <summary>What differs from the defaults: a JSON object such as <c>{"moving_average":{"threshold":5}}</c>.</summary>
    [Id(2)] public string Settings { get; init; } = "{}";
}
