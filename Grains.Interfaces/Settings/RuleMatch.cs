namespace Anomaly.Grains.Interfaces.Settings;

/// <summary>Which series a rule is for: those that meet every condition. Without conditions: all.</summary>
[GenerateSerializer, Immutable, Alias("anomaly.settings.match")]
public sealed record RuleMatch
{
    /// <summary>A pattern for the whole id, in which <c>*</c> stands for any text and <c>?</c> for any character; null for every id.</summary>
    [Id(0)] public string? Series { get; init; }

    /// <summary>A regular expression for the whole value of each label named; a series without the label does not match.</summary>
    [Id(1)] public IReadOnlyDictionary<string, string> Labels { get; init; } = new Dictionary<string, string>();
}
