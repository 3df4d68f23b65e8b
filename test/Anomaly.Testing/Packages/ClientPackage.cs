using System.Globalization;

namespace Anomaly.Testing.Packages;

/// <summary>The client package, packed from what was built, in a folder of its own and under a version that never was before.</summary>
public sealed class ClientPackage : IDisposable
{
    /// <summary>The package's id.</summary>
    public const string Id = "Anomaly.Grains.Interfaces";

    private const string Project = "Grains.Interfaces";

    private readonly DirectoryInfo _scratch = Directory.CreateTempSubdirectory("anomaly-package-");

    private ClientPackage()
    {
    }

    /// <summary>The folder with the packed files; a package source.</summary>
    public string Folder => Path.Combine(_scratch.FullName, "packages");

    /// <summary>The package's version.</summary>
    public string Version { get; } = string.Create(CultureInfo.InvariantCulture, $"0.0.0-test.{Guid.NewGuid():n}");

    /// <summary>The packed file.</summary>
    public string File => Path.Combine(Folder, $"{Id}.{Version}.nupkg");

    /// <summary>The packed symbols.</summary>
    public string Symbols => Path.ChangeExtension(File, ".snupkg");

    /// <summary>Packs it.</summary>
    /// <param name="cancellationToken">Ends it.</param>
    /// <returns>The package; its files go when it is disposed of.</returns>
    public static async Task<ClientPackage> PackAsync(CancellationToken cancellationToken)
    {
        var package = new ClientPackage();
        try
        {
            await DotnetCommand.RunAsync(
                SourceTree.Root,
                cancellationToken,
                "pack", Project, "--no-build", "-c", SourceTree.Configuration, "-o", package.Folder,
                "-p:PackageVersion=" + package.Version, "-p:NuspecOutputPath=" + Path.Combine(package._scratch.FullName, "nuspec"));
            return package;
        }
        catch
        {
            package.Dispose();
            throw;
        }
    }

    /// <summary>Builds the sample service, copied out of the repository, on the package alone.</summary>
    /// <param name="cancellationToken">Ends it.</param>
    /// <returns>The path of the program's dll.</returns>
    public async Task<string> BuildWatcherAsync(CancellationToken cancellationToken)
    {
        var source = Directory.CreateDirectory(Path.Combine(_scratch.FullName, "Watcher"));
        foreach (var file in Directory.EnumerateFiles(Path.Combine(SourceTree.Root, "samples", "Watcher")))
        {
            System.IO.File.Copy(file, Path.Combine(source.FullName, Path.GetFileName(file)));
        }

        var output = Path.Combine(_scratch.FullName, "program");
        await DotnetCommand.RunAsync(
            source.FullName,
            cancellationToken,
            "build", "Watcher.csproj", "-c", "Release", "-o", output, "-p:AnomalyVersion=" + Version, "-p:AnomalyPackages=" + Folder);
        return Path.Combine(output, "Watcher.dll");
    }

    /// <summary>Removes the files, and what a restore unpacked into the user's package folder.</summary>
    public void Dispose()
    {
        _scratch.Delete(recursive: true);
        var unpacked = Path.Combine(PackageFolder(), Id.ToLowerInvariant(), Version);
        if (Directory.Exists(unpacked))
        {
            Directory.Delete(unpacked, recursive: true);
        }
    }

    private static string PackageFolder() =>
        Environment.GetEnvironmentVariable("NUGET_PACKAGES")
        ?? Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".nuget", "packages");
}
