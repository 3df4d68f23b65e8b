using System.Text.RegularExpressions;

namespace Anomaly.Deployment.Tests.Images;

/// <summary>The files of a folder that its <c>.dockerignore</c> lets through; the last pattern that fits decides.</summary>
internal sealed class BuildContext
{
    private readonly string _folder;
    private readonly List<(Regex Pattern, bool Ignored)> _rules;

    public BuildContext(string folder)
    {
        _folder = folder;
        _rules = [.. File.ReadLines(Path.Combine(folder, ".dockerignore"))
            .Where(line => line.Length > 0 && line[0] != '#')
            .Select(line => (Rule(line.TrimStart('!')), line[0] != '!'))];
        Files = [.. Walk("")];
    }

    /// <summary>The files, by their paths in the folder.</summary>
    public IReadOnlyList<string> Files { get; }

    /// <summary>Copies what a <c>COPY</c> names; throws where that is nothing.</summary>
    /// <param name="source">A file, a pattern for files, a folder, or <c>.</c>.</param>
    /// <param name="target">A file, or a folder where it ends with a slash or the source is a folder.</param>
    public void Copy(string source, string target)
    {
        var (pattern, folder) = (Glob(source), source == "." ? "" : source + "/");
        var (single, inside) = (Files.Where(file => pattern.IsMatch(file)).ToArray(), Files.Where(file => file.StartsWith(folder, StringComparison.Ordinal)).ToArray());
        if (single.Length == 0 && inside.Length == 0)
        {
            throw new FileNotFoundException($"COPY {source}: there is no such file in the build's context");
        }

        foreach (var file in single)
        {
            Put(file, target.EndsWith('/') ? Path.Combine(target, Path.GetFileName(file)) : target);
        }

        foreach (var file in single.Length > 0 ? [] : inside)
        {
            Put(file, Path.Combine(target, file[folder.Length..]));
        }
    }

    private void Put(string file, string target)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(target)!);
        File.Copy(Path.Combine(_folder, file), target, overwrite: true);
    }

    private IEnumerable<string> Walk(string path)
    {
        var here = new DirectoryInfo(Path.Combine(_folder, path));
        foreach (var entry in here.EnumerateFileSystemInfos().Where(entry => entry.Name is not (".git" or "bin" or "obj")))
        {
            var inner = path.Length == 0 ? entry.Name : $"{path}/{entry.Name}";
            if (entry is DirectoryInfo)
            {
                foreach (var file in Walk(inner))
                {
                    yield return file;
                }
            }
            else if (!Ignores(inner))
            {
                yield return inner;
            }
        }
    }

    private bool Ignores(string file) => _rules.LastOrDefault(rule => rule.Pattern.IsMatch(file)).Ignored;

    /// <summary>A pattern fits a path, and all that is below it.</summary>
    private static Regex Rule(string pattern) => new($"^{Body(pattern)}(/.*)?$", RegexOptions.CultureInvariant);

    private static Regex Glob(string pattern) => new($"^{Body(pattern)}$", RegexOptions.CultureInvariant);

    private static string Body(string pattern) => Regex.Escape(pattern)
        .Replace(@"\*\*/", "(.*/)?", StringComparison.Ordinal)
        .Replace(@"\*", "[^/]*", StringComparison.Ordinal);
}
