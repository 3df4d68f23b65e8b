using System.CommandLine;
using Anomaly.Bench.Backtest;
using Anomaly.Bench.Nab;
using Anomaly.Producer.Commands;

namespace Anomaly.Bench.Recordings;

/// <summary>The commands that run files through the service's detectors.</summary>
internal static class RecordingCommands
{
    public static Task<int> RunAsync(string[] args, Surroundings surroundings, CancellationToken cancellationToken = default)
    {
        var root = new RootCommand("Runs recordings through the detectors of the service, as series live in it; needs no broker and no database.")
        {
            NabCommand.Create(surroundings),
            BacktestCommand.Create(surroundings),
        };
        return Producer.Commands.CommandLine.RunAsync(root, args, surroundings, cancellationToken);
    }
}
