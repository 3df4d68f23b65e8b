using Anomaly.Dashboard.Ui.Settings.Fields;

namespace Anomaly.Dashboard.Ui.Settings.Drafts;

/// <summary>What the cluster says is wrong, by the field of the form that it belongs to.</summary>
public sealed class FieldErrors
{
    private readonly IReadOnlyDictionary<string, string[]> _byPath;

    private FieldErrors(IReadOnlyDictionary<string, string[]> byPath) => _byPath = byPath;

    public static FieldErrors None { get; } = new(new Dictionary<string, string[]>());

    public bool Any => _byPath.Count > 0;

    public static FieldErrors Of(IReadOnlyDictionary<string, string[]> byPath) => byPath.Count == 0 ? None : new(byPath);

    /// <summary>What is wrong with a field; null where nothing is. What is said of a part of it, such as <c>methods[0]</c>, belongs to it.</summary>
    public string? At(string path) => Join(_byPath.Where(error => Belongs(error.Key, path)).SelectMany(error => error.Value));

    /// <summary>What is wrong with a field as a whole; null where nothing is.</summary>
    public string? Exactly(string path) => _byPath.TryGetValue(path, out var messages) ? Join(messages) : null;

    /// <summary>What is wrong with none of the fields.</summary>
    public IEnumerable<string> Elsewhere(IReadOnlyCollection<string> fields) =>
        _byPath.Where(error => !fields.Any(field => Belongs(error.Key, field))).Select(error => $"{Title(error.Key)} {Join(error.Value)}");

    /// <summary>Those whose path begins with a prefix, without it.</summary>
    public FieldErrors Below(string prefix) =>
        Of(_byPath.Where(error => error.Key.StartsWith(prefix, StringComparison.Ordinal)).ToDictionary(error => error.Key[prefix.Length..], error => error.Value));

    /// <summary>Those whose path passes.</summary>
    public FieldErrors Only(Func<string, bool> passes) => Of(_byPath.Where(error => passes(error.Key)).ToDictionary());

    private static bool Belongs(string error, string field) =>
        error == field || error.StartsWith(field + "[", StringComparison.Ordinal) || error.StartsWith(field + ".", StringComparison.Ordinal);

    private static string Title(string path) => path is "" or "settings" ? "The whole" : FieldCatalogue.Find(path) is null ? path : FieldCatalogue.Title(path);

    private static string? Join(IEnumerable<string> messages) => string.Join("; ", messages) is { Length: > 0 } joined ? joined : null;
}
