using Anomaly.Bench;
using Anomaly.Bench.ColdStart;
using Anomaly.Bench.Dashboards;
using Anomaly.Bench.Database;
using Anomaly.Bench.Decoding;
using Anomaly.Bench.Detectors;
using Anomaly.Bench.Growth;
using Anomaly.Bench.Latency;
using Anomaly.Bench.Memory;
using Anomaly.Bench.Overload;
using Anomaly.Bench.Pipeline;
using Anomaly.Bench.Recordings;
using Anomaly.Bench.Reporting;
using Anomaly.Bench.Retention;
using Anomaly.Bench.Seed;
using Anomaly.Producer.Commands;

var commands = new Dictionary<string, Func<CommandOptions, Task>>
{
    ["pipeline"] = PipelineCommand.RunAsync,
    ["memory"] = MemoryCommand.RunAsync,
    ["coldstart"] = ColdStartCommand.RunAsync,
    ["latency"] = LatencyCommand.RunAsync,
    ["overload"] = OverloadCommand.RunAsync,
    ["growth"] = GrowthCommand.RunAsync,
    ["seed"] = SeedCommand.RunAsync,
    ["database"] = DatabaseCommand.RunAsync,
    ["retention"] = RetentionCommand.RunAsync,
    ["dashboards"] = DashboardCommand.RunAsync,
    ["table"] = TableCommand.RunAsync,
};
try
{
    switch (args.FirstOrDefault())
    {
        case "nab" or "backtest":
            return await RecordingCommands.RunAsync(args, Surroundings.OfProcess());
        case "detectors":
            MicroBenchmarks.Run("detectors", args[1..], typeof(DetectorBenchmarks), typeof(GroupBenchmarks));
            return 0;
        case "send": // the other process of latency
            await LiveSender.RunAsync(new CommandOptions("send", args[1..]));
            return 0;
        case "decoding":
            MicroBenchmarks.Run("decoding", args[1..], typeof(DecodingBenchmarks));
            return 0;
        case { } name when commands.TryGetValue(name, out var command):
            await command(new CommandOptions(name, args[1..]));
            return 0;
        default:
            Console.Error.WriteLine($"bench {string.Join(" | ", commands.Keys.Order().Concat(["decoding", "detectors", "nab", "backtest"]))}; bench/README.md has their options");
            return 2;
    }
}
catch (OptionException e)
{
    Console.Error.WriteLine(e.Message);
    return 2;
}
