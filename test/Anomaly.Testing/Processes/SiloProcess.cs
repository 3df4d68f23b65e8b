using System.Diagnostics;
using System.Globalization;
using System.Text;
using Anomaly.Testing.Postgres;

namespace Anomaly.Testing.Processes;

/// <summary>The real silo program in a process of its own, with free ports and a folder of its own.</summary>
public sealed class SiloProcess : IAsyncDisposable
{
    private const string RunningLine = "  Cluster    "; // the last line of the start message that is always there
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(90);

    private readonly Process _process;
    private readonly StringBuilder _output = new();
    private readonly TaskCompletionSource _running = new(TaskCreationOptions.RunContinuationsAsynchronously);

    private SiloProcess(Process process, int webPort, int metricsPort, int gatewayPort)
    {
        _process = process;
        GatewayPort = gatewayPort;
        Web = new HttpClient { BaseAddress = new Uri($"http://localhost:{webPort}"), Timeout = Timeout.InfiniteTimeSpan };
        Metrics = new HttpClient { BaseAddress = new Uri($"http://localhost:{metricsPort}") };
    }

    /// <summary>The dashboard and API.</summary>
    public HttpClient Web { get; }

    /// <summary>The metrics listener.</summary>
    public HttpClient Metrics { get; }

    /// <summary>The port that Orleans clients talk by.</summary>
    public int GatewayPort { get; }

    /// <summary>The process id.</summary>
    public int Id => _process.Id;

    /// <summary>What the process has printed so far.</summary>
    public string Output
    {
        get
        {
            lock (_output)
            {
                return _output.ToString();
            }
        }
    }

    /// <summary>The exit code, once it has ended.</summary>
    public int ExitCode => _process.ExitCode;

    /// <summary>Starts the program; does not wait for it.</summary>
    /// <param name="program">The path of <c>Anomaly.Silo.dll</c>.</param>
    /// <param name="folder">The working folder.</param>
    /// <param name="settings">Environment variables.</param>
    /// <returns>The process.</returns>
    public static SiloProcess Launch(string program, string folder, IReadOnlyDictionary<string, string> settings)
    {
        var ports = FreePorts(4);
        var start = new ProcessStartInfo("dotnet") { WorkingDirectory = folder, RedirectStandardOutput = true, RedirectStandardError = true };
        start.ArgumentList.Add(program);
        foreach (var name in start.Environment.Keys.Where(name => name.StartsWith("DOTNET_", StringComparison.Ordinal) && name.Contains("URLS", StringComparison.Ordinal)).ToArray())
        {
            start.Environment.Remove(name);
        }

        var all = new Dictionary<string, string>(settings);
        all.TryAdd("Web__Port", Text(ports[0]));
        all.TryAdd("Web__MetricsPort", Text(ports[1]));
        all.TryAdd("Cluster__SiloPort", Text(ports[2]));
        all.TryAdd("Cluster__GatewayPort", Text(ports[3]));
        foreach (var (name, value) in all)
        {
            start.Environment[name] = value;
        }

        var process = new Process { StartInfo = start, EnableRaisingEvents = true };
        var silo = new SiloProcess(process, Number(all["Web__Port"]), Number(all["Web__MetricsPort"]), Number(all["Cluster__GatewayPort"]));
        process.OutputDataReceived += (_, line) => silo.Hear(line.Data);
        process.ErrorDataReceived += (_, line) => silo.Hear(line.Data);
        process.Exited += (_, _) => silo._running.TrySetException(new InvalidOperationException($"The silo ended before it ran:\n{silo.Output}"));
        process.Start();
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        return silo;

        static string Text(int port) => port.ToString(CultureInfo.InvariantCulture);
        static int Number(string port) => int.Parse(port, CultureInfo.InvariantCulture);
    }

    /// <summary>Starts the program and waits until it says that it runs.</summary>
    /// <param name="program">The path of <c>Anomaly.Silo.dll</c>.</param>
    /// <param name="folder">The working folder.</param>
    /// <param name="settings">Environment variables.</param>
    /// <returns>The process.</returns>
    public static async Task<SiloProcess> StartAsync(string program, string folder, IReadOnlyDictionary<string, string> settings)
    {
        var silo = Launch(program, folder, settings);
        try
        {
            await silo._running.Task.WaitAsync(Patience);
            return silo;
        }
        catch (TimeoutException)
        {
            await silo.DisposeAsync();
            throw new TimeoutException($"The silo did not say '{RunningLine}' within {Patience.TotalSeconds} s:\n{silo.Output}");
        }
    }

    /// <summary>Waits for the process to end by itself.</summary>
    /// <returns>Its exit code.</returns>
    public async Task<int> WaitForExitAsync()
    {
        await _process.WaitForExitAsync().WaitAsync(Patience);
        return _process.ExitCode;
    }

    /// <summary>Ctrl-C; waits for the end.</summary>
    /// <returns>How long the process took to leave.</returns>
    public async Task<TimeSpan> StopAsync()
    {
        var started = Stopwatch.GetTimestamp();
        Signal("INT");
        await _process.WaitForExitAsync().WaitAsync(Patience);
        return Stopwatch.GetElapsedTime(started);
    }

    /// <summary><c>kill -9</c>; waits for the end.</summary>
    public async Task KillAsync()
    {
        _process.Kill();
        await _process.WaitForExitAsync();
    }

    /// <summary>Sends a signal, such as <c>STOP</c>.</summary>
    /// <param name="signal">Its name without SIG.</param>
    public void Signal(string signal)
    {
        using var kill = Process.Start("kill", [$"-{signal}", Id.ToString(CultureInfo.InvariantCulture)]);
        kill.WaitForExit();
    }

    /// <summary>The sum of a metric over its labels; 0 where it is absent.</summary>
    /// <param name="name">The metric's name, or the start of a line up to its value.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>The value.</returns>
    public async Task<double> MetricAsync(string name, CancellationToken cancellationToken)
    {
        var text = await Metrics.GetStringAsync(new Uri("/metrics", UriKind.Relative), cancellationToken);
        return text.Split('\n')
            .Where(line => line.StartsWith(name, StringComparison.Ordinal) && (line.Length > name.Length && line[name.Length] is ' ' or '{'))
            .Sum(line => double.Parse(line[(line.LastIndexOf(' ') + 1)..], CultureInfo.InvariantCulture));
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
        {
            await KillAsync();
        }

        _running.Task.Exception?.Handle(_ => true);
        Web.Dispose();
        Metrics.Dispose();
        _process.Dispose();
    }

    /// <summary>Ports of loopback that nobody listens on.</summary>
    /// <param name="count">How many.</param>
    /// <returns>The ports.</returns>
    public static int[] FreePorts(int count) => [.. Enumerable.Range(0, count).Select(_ => LoopbackPort.Take())];

    private void Hear(string? line)
    {
        if (line is null)
        {
            return;
        }

        lock (_output)
        {
            _output.AppendLine(line);
        }

        if (line.StartsWith(RunningLine, StringComparison.Ordinal))
        {
            _running.TrySetResult();
        }
    }
}
