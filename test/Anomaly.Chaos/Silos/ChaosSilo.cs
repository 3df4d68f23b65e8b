using System.Diagnostics;
using System.Globalization;
using Anomaly.Chaos.Silo.Faults;

namespace Anomaly.Chaos.Silos;

/// <summary>One start of a silo: a process with orders by its standard input, counters in a file and its output in another.</summary>
internal sealed class ChaosSilo : IDisposable
{
    private const string RunningLine = "  Cluster    "; // the last line of the start message

    private readonly Process _process;
    private readonly StreamWriter _output;
    private readonly CounterFile _counters;
    private readonly TaskCompletionSource _running = new(TaskCreationOptions.RunContinuationsAsynchronously);

    private bool _disposed;

    private ChaosSilo(string name, Process process, StreamWriter output, CounterFile counters)
    {
        Name = name;
        _process = process;
        _output = output;
        _counters = counters;
    }

    /// <summary>The silo and its start, such as <c>2.3</c>.</summary>
    public string Name { get; }

    public int Id => _process.Id;

    public bool IsRunning => _running.Task.IsCompletedSuccessfully && !HasExited;

    public bool HasExited => _process.HasExited;

    public int ExitCode => _process.ExitCode;

    /// <summary>Completes when the silo says that it runs.</summary>
    public Task Running => _running.Task;

    /// <summary>Completes when the process is gone.</summary>
    public Task Exited { get; private init; } = Task.CompletedTask;

    /// <summary>Whether the process is stopped by a signal.</summary>
    public bool IsStopped
    {
        get
        {
            try
            {
                var stat = File.ReadAllText(string.Create(CultureInfo.InvariantCulture, $"/proc/{Id}/stat"));
                return stat[stat.LastIndexOf(')')..].StartsWith(") T", StringComparison.Ordinal);
            }
            catch (IOException)
            {
                return false; // gone
            }
        }
    }

    public static ChaosSilo Launch(string name, string folder, IReadOnlyDictionary<string, string> settings)
    {
        var counters = Path.Combine(folder, $"silo-{name}.counters");
        var start = new ProcessStartInfo("dotnet")
        {
            WorkingDirectory = folder,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.ArgumentList.Add(Path.Combine(AppContext.BaseDirectory, "Anomaly.Chaos.Silo.dll"));
        foreach (var (key, value) in settings)
        {
            start.Environment[key] = value;
        }

        start.Environment[ChaosSettings.CounterFileName] = counters;
        var file = new CounterFile(counters);
        var output = new StreamWriter(Path.Combine(folder, $"silo-{name}.log")) { AutoFlush = true };
        var process = Process.Start(start) ?? throw new InvalidOperationException("dotnet could not be started");
        var silo = new ChaosSilo(name, process, output, file) { Exited = process.WaitForExitAsync() };
        process.OutputDataReceived += (_, line) => silo.Hear(line.Data);
        process.ErrorDataReceived += (_, line) => silo.Hear(line.Data);
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        return silo;
    }

    public long Read(Counter counter) => _counters.Read(counter);

    /// <summary>Gives an order; one to a silo that is gone is void.</summary>
    public void Tell(string order)
    {
        try
        {
            _process.StandardInput.WriteLine(order);
            _process.StandardInput.Flush();
        }
        catch (IOException)
        {
            // It went meanwhile.
        }
    }

    public void Signal(int signal)
    {
        if (!HasExited)
        {
            Signals.Send(Id, signal);
        }
    }

    public void Dispose()
    {
        if (_disposed)
        {
            return;
        }

        _disposed = true;
        Signal(Signals.Kill);
        _process.WaitForExit();
        _process.Dispose();
        _output.Dispose();
        _counters.Dispose();
    }

    private void Hear(string? line)
    {
        if (line is null)
        {
            return;
        }

        lock (_output)
        {
            _output.WriteLine(line);
        }

        if (line.StartsWith(RunningLine, StringComparison.Ordinal))
        {
            _running.TrySetResult();
        }
    }
}
