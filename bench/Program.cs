using Anomaly.Bench.Dashboards;
using Anomaly.Bench.Database;
using Anomaly.Bench.Detectors;
using Anomaly.Bench.Pipeline;
using Anomaly.Bench.Recordings;
using Anomaly.Producer.Commands;
using BenchmarkDotNet.Running;

switch (args.FirstOrDefault())
{
    case "detectors":
        BenchmarkSwitcher.FromTypes([typeof(DetectorBenchmarks), typeof(GroupBenchmarks)]).Run(args[1..]);
        return 0;
    case "pipeline":
        return await PipelineBenchmark.RunAsync(PipelineArguments.Parse(args[1..]));
    case "dashboards":
        return await DashboardBenchmark.RunAsync(DashboardArguments.Parse(args[1..]));
    case "database":
        return await DatabaseBenchmark.RunAsync(DatabaseArguments.Parse(args[1..]));
    case "nab" or "backtest":
        return await RecordingCommands.RunAsync(args, Surroundings.OfProcess());
    default:
        Console.Error.WriteLine(
            "bench detectors | bench pipeline [--series 10000,100000] [--records 2000000] [--partitions 4] [--repeat 3] [--json FILE]"
            + " | bench dashboards [--dashboards 50] [--series 10000] [--records 30000000] [--json FILE]"
            + " | bench database [--series 20000,100000] [--rounds 6] [--against SQL] [--shuffled true] [--set NAME=VALUE] [--json FILE]"
            + " | bench nab --data FOLDER --out FOLDER | bench backtest FILE… [--out FILE.html]; bench nab --help and bench backtest --help say more");
        return 2;
}
