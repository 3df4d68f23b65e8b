using System.Diagnostics;
using System.Text.Json;
using System.Text.Json.Nodes;
using Anomaly.Bench.Reporting;
using Anomaly.Bench.Servers;

namespace Anomaly.Bench.Seed;

/// <summary>
/// The pipeline against a simple Python worker with scikit-learn, on the same kind of records. The worker reads a file: it has no broker to ask and no
/// database to save to, which is in its favour.
/// </summary>
internal static class SeedCommand
{
    private static readonly string Worker = Path.Combine("bench", "Seed", "worker.py");

    public static async Task RunAsync(CommandOptions options)
    {
        var report = new Report(options);
        var (series, samples, pipeline) = (options.Number("--series", 500), options.Number("--samples", 10_000), options.NumberOrNull("--pipeline") ?? Measured(options));
        options.End();
        var records = Path.GetTempFileName();
        try
        {
            await File.WriteAllTextAsync(records, await OutputAsync(
                "dotnet", Path.Combine(AppContext.BaseDirectory, "Anomaly.Producer.dll"), "simulate", "--dry-run", "--quiet", "--fast", "--anomaly-rate", "0",
                "--series", ProducerProcess.Text(series), "--count", ProducerProcess.Text(samples)));
            var output = await OutputAsync("/usr/bin/python3", Worker, records);
            var worker = JsonDocument.Parse(output).RootElement;
            var perSecond = worker.GetProperty("samples_per_second").GetDouble();
            var figures = new JsonObject
            {
                ["worker_samples_per_second"] = Figures.Round(perSecond),
                ["worker_seconds"] = Figures.Round(worker.GetProperty("seconds").GetDouble()),
                ["worker_samples"] = worker.GetProperty("samples").GetInt64(),
            };
            if (pipeline is { } rate)
                (figures["pipeline_samples_per_second"], figures["pipeline_to_worker"]) = (rate, Figures.Round(rate / perSecond));
            report.Add("seed", new JsonObject { ["series"] = series, ["samples"] = samples }, figures);
        }
        finally
        {
            File.Delete(records);
        }

        report.Print();
    }

    /// <summary>What the rows of <c>--json</c> say of the pipeline with as many series.</summary>
    private static double? Measured(CommandOptions options) => options.Text("--json") is { } file
        ? RowFile.Read(file)
            .LastOrDefault(row => row.Name == "pipeline" && row.Parameters["series"]!.GetValue<int>() == options.Number("--series", 500) && row.Parameters["silos"]!.GetValue<int>() == 1)?
            .Figures["samples_per_second"]!.GetValue<double>()
        : null;

    private static async Task<string> OutputAsync(string program, params string[] arguments)
    {
        var start = new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true };
        using var process = Process.Start(start)!;
        var output = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        return process.ExitCode == 0 ? output : throw new InvalidOperationException($"{program} {arguments[0]} ended with {process.ExitCode}; what went wrong stands above.");
    }
}
