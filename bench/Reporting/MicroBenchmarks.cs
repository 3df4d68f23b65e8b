using System.Text.Json.Nodes;
using BenchmarkDotNet.Reports;
using BenchmarkDotNet.Running;

namespace Anomaly.Bench.Reporting;

/// <summary>Runs BenchmarkDotNet; its options are passed on. What it found becomes rows too.</summary>
internal static class MicroBenchmarks
{
    public static void Run(string command, IReadOnlyList<string> args, params Type[] types)
    {
        var at = args.ToList().IndexOf("--json");
        string[] own = at < 0 ? [.. args] : [.. args.Take(at), .. args.Skip(at + 2)];
        var report = new Report(string.Join(' ', own.Select(arg => arg.Contains('*', StringComparison.Ordinal) ? $"'{arg}'" : arg).Prepend($"bench/run.sh {command}")), at < 0 ? null : args.ElementAtOrDefault(at + 1));
        foreach (var found in BenchmarkSwitcher.FromTypes(types).Run(own.Length > 0 ? own : ["--filter", "*"]).SelectMany(summary => summary.Reports))
            Add(report, command, found);
        report.Print();
    }

    private static void Add(Report report, string command, BenchmarkReport found)
    {
        if (found.ResultStatistics is not { } time)
            throw new InvalidOperationException($"{found.BenchmarkCase.DisplayInfo} failed.");
        var parameters = new JsonObject { ["benchmark"] = found.BenchmarkCase.Descriptor.WorkloadMethod.Name };
        foreach (var parameter in found.BenchmarkCase.Parameters.Items)
            parameters[parameter.Name] = parameter.Value?.ToString();
        report.Add(command, parameters, new JsonObject
        {
            ["ns"] = Figures.Round(time.Mean),
            ["ns_standard_deviation"] = Figures.Round(time.StandardDeviation),
            ["allocated_bytes"] = found.GcStats.GetBytesAllocatedPerOperation(found.BenchmarkCase),
        });
    }
}
