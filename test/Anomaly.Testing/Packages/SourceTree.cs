namespace Anomaly.Testing.Packages;

/// <summary>The repository that the tests were built from.</summary>
public static class SourceTree
{
    private const string Solution = "Anomaly.sln";

    /// <summary>Its folder.</summary>
    public static string Root { get; } = Find();

    /// <summary>The configuration that the tests were built in, such as <c>Release</c>: bin/CONFIGURATION/FRAMEWORK is where they run.</summary>
    public static string Configuration { get; } = new DirectoryInfo(AppContext.BaseDirectory).Parent!.Name;

    private static string Find()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, Solution)))
            {
                return folder.FullName;
            }
        }

        throw new DirectoryNotFoundException($"No folder above {AppContext.BaseDirectory} has {Solution}.");
    }
}
