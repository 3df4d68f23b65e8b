namespace Anomaly.Grains.Interfaces.Series;

/// <summary>What settings would make of a series' recent points, if these came once more.</summary>
/// <param name="Errors">What is wrong with the settings, by field such as <c>moving_average.threshold</c>; then there is nothing else.</param>
/// <param name="Points">The recent points as the methods would see them under the settings.</param>
/// <param name="Alarms">The alarms that they would raise, in order.</param>
[GenerateSerializer, Immutable, Alias("anomaly.series.preview")]
public sealed record SettingsPreview(
    [property: Id(0)] IReadOnlyDictionary<string, string[]> Errors,
    [property: Id(1)] ScoredPoint[] Points,
    [property: Id(2)] PreviewedAlarm[] Alarms);
