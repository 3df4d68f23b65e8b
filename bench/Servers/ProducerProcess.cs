using System.Diagnostics;
using System.Globalization;
using Anomaly.Testing.Kafka;

namespace Anomaly.Bench.Servers;

/// <summary><c>Producer</c>, in a process of its own, which puts simulated samples into a topic: our JSON, one sample a record, keyed by series.</summary>
internal sealed class ProducerProcess : IAsyncDisposable
{
    private const int StoppedByCtrlC = 130;

    private readonly Process _process;
    private readonly Task<string> _output;
    private readonly Task<string> _error;

    private ProducerProcess(Process process)
    {
        _process = process;
        _output = process.StandardOutput.ReadToEndAsync();
        _error = process.StandardError.ReadToEndAsync();
    }

    /// <summary>Starts it.</summary>
    /// <param name="kafka">The broker.</param>
    /// <param name="topic">The topic.</param>
    /// <param name="options">More options of <c>simulate</c>.</param>
    public static ProducerProcess Start(ApacheKafka kafka, string topic, params IEnumerable<string> options)
    {
        var start = new ProcessStartInfo("dotnet") { RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (var argument in new[] { Path.Combine(AppContext.BaseDirectory, "Anomaly.Producer.dll"), "simulate", "--quiet", "--bootstrap", kafka.BootstrapServers, "--topic", topic }
            .Concat(ApacheKafka.ClientSettings.SelectMany(setting => new[] { "--set", $"{setting.Key}={setting.Value}" }))
            .Concat(options))
        {
            start.ArgumentList.Add(argument);
        }

        return new ProducerProcess(Process.Start(start)!);
    }

    /// <summary>Has it put records into a topic as fast as it can.</summary>
    /// <param name="kafka">The broker.</param>
    /// <param name="topic">The topic.</param>
    /// <param name="series">How many series.</param>
    /// <param name="records">How many records, all series together.</param>
    /// <param name="anomalyRate">The part of all samples that is an injected anomaly.</param>
    /// <param name="more">More options.</param>
    public static async Task FillAsync(ApacheKafka kafka, string topic, int series, long records, double anomalyRate, params IEnumerable<string> more)
    {
        await using var producer = Start(
            kafka, topic, ["--fast", "--series", Text(series), "--count", Text(records), "--anomaly-rate", Text(anomalyRate), .. more]);
        await producer.WaitAsync();
    }

    /// <summary>Waits for its end.</summary>
    /// <exception cref="InvalidOperationException">It failed.</exception>
    public async Task WaitAsync()
    {
        await _process.WaitForExitAsync();
        if (_process.ExitCode is not (0 or StoppedByCtrlC))
            throw new InvalidOperationException($"The producer ended with {_process.ExitCode}: {await _output}{await _error}");
    }

    /// <summary>Ctrl-C: it sends what it has begun, and ends.</summary>
    public async Task StopAsync()
    {
        using (var kill = Process.Start("kill", ["-INT", Text(_process.Id)]))
            await kill.WaitForExitAsync();
        await WaitAsync();
    }

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
        {
            _process.Kill();
            await _process.WaitForExitAsync();
        }

        _process.Dispose();
    }

    public static string Text(double number) => number.ToString(CultureInfo.InvariantCulture);
}
