using System.CommandLine;
using System.CommandLine.Invocation;

namespace Anomaly.Producer.Commands;

/// <summary>The program's command line.</summary>
internal static class CommandLine
{
    public static Task<int> RunAsync(string[] args, Surroundings surroundings, CancellationToken cancellationToken = default)
    {
        var root = new RootCommand($"Generates, replays and measures series into Kafka.\n\n{ExitCode.Help}")
        {
            SimulateCommand.Create(surroundings),
            HostCommand.Create(surroundings),
            ReplayCommand.Create(surroundings),
        };
        return RunAsync(root, args, surroundings, cancellationToken);
    }

    /// <summary>Runs the command that the arguments name; what is wrong with them is said in one line each.</summary>
    public static async Task<int> RunAsync(RootCommand root, string[] args, Surroundings surroundings, CancellationToken cancellationToken = default)
    {
        var parse = root.Parse(args);
        if (parse.Action is ParseErrorAction)
        {
            foreach (var error in parse.Errors)
                surroundings.Error.Write(error.Message + "\n");
            surroundings.Error.Write($"see: {parse.RootCommandResult.Command.Name} {parse.CommandResult.Command.Name} --help\n");
            return ExitCode.Usage;
        }

        var configuration = new InvocationConfiguration
        {
            Output = surroundings.Out,
            Error = surroundings.Error,
            EnableDefaultExceptionHandler = false,
            ProcessTerminationTimeout = TimeSpan.FromSeconds(20), // Ctrl-C flushes first
        };
        try
        {
            return await parse.InvokeAsync(configuration, cancellationToken).ConfigureAwait(false);
        }
        catch (InvalidSettingException e)
        {
            surroundings.Error.Write(e.Message + "\n");
            return ExitCode.Usage;
        }
        finally
        {
            await surroundings.Out.FlushAsync(CancellationToken.None).ConfigureAwait(false);
        }
    }
}
