using System.Diagnostics;
using System.Globalization;
using Anomaly.Testing.Kafka;

namespace Anomaly.Bench.Pipeline;

/// <summary>Has <c>Producer</c>, in a process of its own, put simulated samples into a topic.</summary>
internal static class RecordSource
{
    public static async Task ProduceAsync(ApacheKafka kafka, string topic, int series, int records, double anomalyRate)
    {
        var start = new ProcessStartInfo("dotnet") { RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (var argument in new[]
        {
            Path.Combine(AppContext.BaseDirectory, "Anomaly.Producer.dll"), "simulate", "--fast", "--anomaly-rate", anomalyRate.ToString(CultureInfo.InvariantCulture),
            "--series", series.ToString(CultureInfo.InvariantCulture), "--count", records.ToString(CultureInfo.InvariantCulture),
            "--bootstrap", kafka.BootstrapServers, "--topic", topic,
        }.Concat(ApacheKafka.ClientSettings.SelectMany(setting => new[] { "--set", $"{setting.Key}={setting.Value}" })))
        {
            start.ArgumentList.Add(argument);
        }

        using var producer = Process.Start(start)!;
        var output = producer.StandardOutput.ReadToEndAsync();
        var error = await producer.StandardError.ReadToEndAsync();
        await producer.WaitForExitAsync();
        if (producer.ExitCode != 0)
        {
            throw new InvalidOperationException($"The producer ended with {producer.ExitCode}: {await output}{error}");
        }
    }
}
