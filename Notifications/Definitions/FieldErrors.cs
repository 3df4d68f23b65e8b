namespace Anomaly.Notifications.Definitions;

/// <summary>What is wrong with a definition, by path such as <c>[1].matchers[0].value</c>.</summary>
public sealed class FieldErrors
{
    private const int MaxShown = 60;

    private readonly Dictionary<string, string[]> _byPath = new(StringComparer.Ordinal);

    /// <summary>Whether anything is wrong.</summary>
    public bool Any => _byPath.Count > 0;

    /// <summary>The complaints. With its path before it, each is a sentence: what it is, what it must be.</summary>
    public IReadOnlyDictionary<string, string[]> ByPath => _byPath;

    /// <summary>Adds a complaint.</summary>
    /// <param name="path">Where.</param>
    /// <param name="complaint">What it is, what it must be.</param>
    public void Add(string path, string complaint) =>
        _byPath[path] = _byPath.TryGetValue(path, out var before) ? [.. before, complaint] : [complaint];

    /// <summary>A value as a complaint shows it.</summary>
    internal static string Shown(string text) => text.Length <= MaxShown ? text : string.Concat(text.AsSpan(0, MaxShown), "…");
}
