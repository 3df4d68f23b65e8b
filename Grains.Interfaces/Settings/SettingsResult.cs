namespace Anomaly.Grains.Interfaces.Settings;

/// <summary>What became of a change.</summary>
/// <param name="Revision">The revision of the settings now.</param>
/// <param name="Errors">What is wrong, by field such as <c>[1].settings.moving_average.threshold</c>; empty where the change was made.</param>
/// <param name="Conflict">Whether nothing was changed because the settings are of another revision than the caller expected.</param>
[GenerateSerializer, Immutable, Alias("anomaly.settings.result")]
public sealed record SettingsResult(
    [property: Id(0)] long Revision,
    [property: Id(1)] IReadOnlyDictionary<string, string[]> Errors,
    [property: Id(2)] bool Conflict)
{
    /// <summary>Whether the change was made.</summary>
    public bool Done => Errors.Count == 0 && !Conflict;
}
