namespace Anomaly.Silo.Tests.Servers;

/// <summary>A folder that goes with its test.</summary>
public sealed class TempFolder : IDisposable
{
    public string Path { get; } = Directory.CreateTempSubdirectory("anomaly-test").FullName;

    public void Dispose() => Directory.Delete(Path, recursive: true);
}
