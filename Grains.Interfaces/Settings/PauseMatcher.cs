namespace Anomaly.Grains.Interfaces.Settings;

/// <summary>A condition on a label of a series, or on <c>series</c>, its id. A label that is absent is the empty string.</summary>
/// <param name="Name">The label's name.</param>
/// <param name="Value">The value, or a regular expression for the whole value.</param>
/// <param name="IsRegex">Whether it is an expression.</param>
/// <param name="IsEqual">Whether the label must match; else it must not.</param>
[GenerateSerializer, Immutable, Alias("anomaly.settings.pause-matcher")]
public sealed record PauseMatcher(
    [property: Id(0)] string Name,
    [property: Id(1)] string Value,
    [property: Id(2)] bool IsRegex,
    [property: Id(3)] bool IsEqual);
