using System.Reflection;

namespace Anomaly.Storage.Schema;

/// <summary>The migrations that an assembly carries as embedded scripts, by name in their order. A step that was released never changes.</summary>
internal sealed class MigrationSteps
{
    private const string Folder = ".Scripts.";

    private readonly SortedDictionary<string, string> _scripts = new(StringComparer.Ordinal);

    public MigrationSteps(Assembly assembly)
    {
        foreach (var resource in assembly.GetManifestResourceNames())
        {
            var at = resource.IndexOf(Folder, StringComparison.Ordinal);
            if (at < 0)
                continue;
            using var stream = assembly.GetManifestResourceStream(resource)!;
            using var reader = new StreamReader(stream);
            _scripts.Add(Path.GetFileNameWithoutExtension(resource[(at + Folder.Length)..]), reader.ReadToEnd());
        }
    }

    /// <summary>Names and texts.</summary>
    public IReadOnlyDictionary<string, string> Scripts => _scripts;

    /// <summary>The steps that are still to do.</summary>
    /// <param name="done">The names in the database.</param>
    /// <param name="setting">The setting and its value, for the error.</param>
    /// <exception cref="StorageException">The database holds a step that this program does not know.</exception>
    public string[] Missing(IReadOnlySet<string> done, string setting)
    {
        var newer = done.Where(name => !_scripts.ContainsKey(name)).Order(StringComparer.Ordinal).LastOrDefault();
        if (newer is not null)
            throw new StorageException(
                $"{setting}: the tables there were written by a newer version of this program (step {newer} is not known here); start that version, or set another value.");
        return [.. _scripts.Keys.Where(name => !done.Contains(name))];
    }
}
