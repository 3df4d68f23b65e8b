using System.Diagnostics;
using System.Globalization;

namespace Anomaly.Silo.Tests.BadInput;

/// <summary>A file system of a few megabytes, in memory, of its own. Mounting it needs root, or sudo without a password.</summary>
public sealed class SmallDisk : IDisposable
{
    private readonly string[] _asRoot;
    private readonly string _filler;

    private SmallDisk(string path, string[] asRoot)
    {
        Path = path;
        _asRoot = asRoot;
        _filler = System.IO.Path.Combine(path, "filler");
    }

    public string Path { get; }

    public static SmallDisk Mount(int megabytes)
    {
        var path = Directory.CreateTempSubdirectory("anomaly-disk").FullName;
        var options = string.Create(CultureInfo.InvariantCulture, $"size={megabytes}m,mode=0777");
        foreach (var asRoot in (string[][])[[], ["sudo", "-n"]])
        {
            if (Run([.. asRoot, "mount", "-t", "tmpfs", "-o", options, "anomaly-test", path]))
            {
                return new SmallDisk(path, asRoot);
            }
        }

        Directory.Delete(path);
        if (Environment.GetEnvironmentVariable("CI") == "true")
        {
            throw new InvalidOperationException("A small disk cannot be mounted; run the tests as root or with sudo.");
        }

        Assert.Skip("mounting a small disk needs root");
        throw new UnreachableException();
    }

    /// <summary>Leaves no byte free.</summary>
    public void Fill()
    {
        using var file = new FileStream(_filler, FileMode.Append, FileAccess.Write, FileShare.None, bufferSize: 0);
        try
        {
            var chunk = new byte[4096];
            for (; ; )
            {
                file.Write(chunk);
            }
        }
        catch (IOException)
        {
            // Full.
        }
    }

    /// <summary>Gives the room back.</summary>
    public void MakeRoom() => File.Delete(_filler);

    public void Dispose()
    {
        Run([.. _asRoot, "umount", Path]);
        Directory.Delete(Path);
    }

    private static bool Run(string[] command)
    {
        try
        {
            using var process = Process.Start(new ProcessStartInfo(command[0], command[1..]) { RedirectStandardError = true });
            process!.WaitForExit();
            return process.ExitCode == 0;
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return false; // no such program
        }
    }
}
