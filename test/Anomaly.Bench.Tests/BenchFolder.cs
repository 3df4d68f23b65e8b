using Anomaly.Bench.Recordings;
using Anomaly.Producer.Commands;

namespace Anomaly.Bench.Tests;

/// <summary>A folder of a test's own, in which commands run.</summary>
internal sealed class BenchFolder : IDisposable
{
    private readonly string _path = Directory.CreateTempSubdirectory("anomaly-bench-").FullName;

    public void Write(string name, string text)
    {
        var file = Path.Combine(_path, name);
        Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        File.WriteAllText(file, text);
    }

    public string Read(string name) => File.ReadAllText(Path.Combine(_path, name));

    public bool Has(string name) => File.Exists(Path.Combine(_path, name));

    public async Task<CommandResult> RunAsync(params string[] args)
    {
        using var output = new StringWriter();
        using var error = new StringWriter();
        var surroundings = new Surroundings { Out = output, Error = error, Folder = _path, MachineName = "box" };
        var exitCode = await RecordingCommands.RunAsync(args, surroundings, TestContext.Current.CancellationToken);
        return new CommandResult(exitCode, output.ToString(), error.ToString());
    }

    public void Dispose() => Directory.Delete(_path, recursive: true);
}
