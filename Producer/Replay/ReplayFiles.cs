namespace Anomaly.Producer.Replay;

/// <summary>Finds the files to replay and names their series.</summary>
internal static class ReplayFiles
{
    private const string Extension = ".csv";

    /// <summary>Files as given; of a folder every .csv inside it, at any depth. A file counts once.</summary>
    /// <param name="paths">Files and folders.</param>
    /// <param name="folder">What they are relative to.</param>
    /// <param name="onProblem">Told of a folder without a file, or one that cannot be read.</param>
    public static IReadOnlyList<ReplayFile> Find(IEnumerable<string> paths, string folder, Action<string> onProblem)
    {
        var files = new List<string>();
        foreach (var path in paths)
        {
            var full = Path.GetFullPath(path, folder);
            if (!Directory.Exists(full))
            {
                files.Add(full);
                continue;
            }

            try
            {
                var inside = Directory.EnumerateFiles(full, "*", SearchOption.AllDirectories)
                    .Where(file => file.EndsWith(Extension, StringComparison.OrdinalIgnoreCase))
                    .Order(StringComparer.Ordinal)
                    .ToList();
                if (inside.Count == 0)
                    onProblem($"{path}: no {Extension} file inside");
                files.AddRange(inside);
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException)
            {
                onProblem($"{path}: {e.Message}");
            }
        }

        return Name([.. files.Distinct(StringComparer.Ordinal)], folder);
    }

    // The file's name alone; where several share it, as many of the folders above as it takes to tell them apart.
    private static List<ReplayFile> Name(IReadOnlyList<string> files, string folder)
    {
        var depths = files.ToDictionary(file => file, _ => 1, StringComparer.Ordinal);
        while (true)
        {
            var clashes = files
                .GroupBy(file => SeriesOf(file, depths[file]), StringComparer.Ordinal)
                .Where(same => same.Count() > 1)
                .SelectMany(same => same)
                .Where(file => depths[file] < Parts(file).Length)
                .ToList();
            if (clashes.Count == 0)
                return [.. files.Select(file => new ReplayFile(Shown(file, folder), SeriesOf(file, depths[file])))];
            foreach (var file in clashes)
                depths[file]++;
        }
    }

    private static string SeriesOf(string file, int depth)
    {
        var name = string.Join('/', Parts(file)[^depth..]);
        return name.EndsWith(Extension, StringComparison.OrdinalIgnoreCase) && name.Length > Extension.Length ? name[..^Extension.Length] : name;
    }

    private static string[] Parts(string file) => file.Split([Path.DirectorySeparatorChar, '/'], StringSplitOptions.RemoveEmptyEntries);

    private static string Shown(string file, string folder)
    {
        var relative = Path.GetRelativePath(folder, file);
        return relative.StartsWith("..", StringComparison.Ordinal) ? file : relative;
    }
}
