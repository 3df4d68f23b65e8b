namespace Anomaly.Notifications.Silences;

/// <summary>Silences, to be asked what they mute. Never changes.</summary>
/// <param name="silences">The silences.</param>
public sealed class SilenceSet(IReadOnlyList<Silence> silences)
{
    /// <summary>The silences.</summary>
    public IReadOnlyList<Silence> Silences { get; } = silences;

    /// <summary>The silences that mute labels at a time; empty where none does.</summary>
    public IReadOnlyList<Silence> Mutes(IReadOnlyDictionary<string, string> labels, DateTimeOffset at) => [.. Silences.Where(silence => silence.Mutes(labels, at))];

    /// <summary>
    /// The silences that mute an incident at a time; empty where none does. An incident of several series and methods is muted where each of
    /// its sets of labels is: a silence of one series does not hide what another does.
    /// </summary>
    public IReadOnlyList<Silence> Mutes(IReadOnlyList<IReadOnlyDictionary<string, string>> sets, DateTimeOffset at)
    {
        ArgumentNullException.ThrowIfNull(sets);
        var muting = sets.Select(labels => Mutes(labels, at)).ToArray();
        return muting.Any(each => each.Count == 0) ? [] : [.. muting.SelectMany(each => each).Distinct()];
    }
}
