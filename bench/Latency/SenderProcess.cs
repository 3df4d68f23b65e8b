using System.Diagnostics;
using System.Globalization;

namespace Anomaly.Bench.Latency;

/// <summary><see cref="LiveSender"/> in a process of its own.</summary>
internal sealed class SenderProcess : IAsyncDisposable
{
    private readonly Process _process;

    private SenderProcess(Process process) => _process = process;

    public static SenderProcess Start(SenderArguments arguments)
    {
        string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
        var start = new ProcessStartInfo("dotnet") { RedirectStandardInput = true, RedirectStandardOutput = true };
        foreach (var argument in (string[])[
            typeof(SenderProcess).Assembly.Location, "send", "--bootstrap", arguments.Bootstrap, "--topic", arguments.Topic, "--series", Text(arguments.Series), "--rate", Text(arguments.Rate),
            "--warm-up", Text(arguments.WarmUp), "--seconds", Text(arguments.Seconds)])
        {
            start.ArgumentList.Add(argument);
        }

        return new SenderProcess(Process.Start(start)!);
    }

    /// <summary>Waits until the history is at the broker.</summary>
    public Task WarmAsync() => LineAsync();

    /// <summary>Lets it go live.</summary>
    public async Task GoAsync()
    {
        await _process.StandardInput.WriteLineAsync();
        await _process.StandardInput.FlushAsync();
    }

    /// <summary>Waits until all is sent.</summary>
    /// <returns>How many were sent live, and how many milliseconds the slowest hand-over to the Kafka client took.</returns>
    public async Task<(long Sent, double SlowestMs)> EndAsync()
    {
        var parts = (await LineAsync()).Split(' ');
        await _process.WaitForExitAsync();
        return (long.Parse(parts[0], CultureInfo.InvariantCulture), double.Parse(parts[1], CultureInfo.InvariantCulture));
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

    private async Task<string> LineAsync() =>
        await _process.StandardOutput.ReadLineAsync() ?? throw new InvalidOperationException("The sender ended; what went wrong stands above.");
}
