using Anomaly.Producer.Commands;

namespace Anomaly.Producer.Tests;

/// <summary>What the program did with a command line.</summary>
internal sealed record CommandResult(int ExitCode, string Out, string Error)
{
    public IReadOnlyList<string> Lines => Out.Split('\n', StringSplitOptions.RemoveEmptyEntries);

    public static async Task<CommandResult> RunAsync(
        IEnumerable<string> args, string? folder = null, TimeProvider? time = null, Func<string, string?>? environment = null, CancellationToken? cancellationToken = null)
    {
        using var output = new StringWriter();
        using var error = new StringWriter();
        var surroundings = new Surroundings
        {
            Out = TextWriter.Synchronized(output),
            Error = TextWriter.Synchronized(error),
            Time = time ?? TimeProvider.System,
            Environment = environment ?? (_ => null),
            Folder = folder ?? Path.GetTempPath(),
            MachineName = "box",
        };
        var exitCode = await CommandLine.RunAsync([.. args], surroundings, cancellationToken ?? TestContext.Current.CancellationToken);
        return new CommandResult(exitCode, output.ToString(), error.ToString());
    }
}
