namespace Anomaly.Grains.Settings;

/// <summary>What is wrong with settings, by path such as <c>[1].settings.moving_average.threshold</c>.</summary>
internal sealed class SettingsErrors
{
    private const int MaxShown = 60;

    private readonly Dictionary<string, string[]> _byPath = new(StringComparer.Ordinal);

    public static IReadOnlyDictionary<string, string[]> None { get; } = new Dictionary<string, string[]>();

    public bool Any => _byPath.Count > 0;

    public IReadOnlyDictionary<string, string[]> ByPath => _byPath;

    public void Add(string path, string complaint) =>
        _byPath[path] = _byPath.TryGetValue(path, out var before) ? [.. before, complaint] : [complaint];

    /// <summary>A value as a complaint shows it.</summary>
    public static string Shown(string text) => text.Length <= MaxShown ? text : string.Concat(text.AsSpan(0, MaxShown), "…");
}
