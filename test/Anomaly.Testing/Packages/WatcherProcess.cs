using System.Diagnostics;
using System.Text;
using System.Text.Json;
using System.Threading.Channels;

namespace Anomaly.Testing.Packages;

/// <summary>The sample service in a process of its own, against any cluster that runs.</summary>
public sealed class WatcherProcess : IAsyncDisposable
{
    private readonly Process _process;
    private readonly Channel<JsonElement> _lines = Channel.CreateUnbounded<JsonElement>();
    private readonly StringBuilder _log = new();

    private WatcherProcess(Process process) => _process = process;

    /// <summary>Whether it still runs.</summary>
    public bool Runs => !_process.HasExited;

    /// <summary>All that it printed, and what it logged.</summary>
    public string Log
    {
        get
        {
            lock (_log)
            {
                return _log.ToString();
            }
        }
    }

    /// <summary>Starts it.</summary>
    /// <param name="program">The path of <c>Watcher.dll</c>.</param>
    /// <param name="settings">Its environment: how the cluster is found.</param>
    /// <param name="arguments">Its command line.</param>
    /// <returns>The process.</returns>
    public static WatcherProcess Start(string program, IReadOnlyDictionary<string, string> settings, params IEnumerable<string> arguments)
    {
        var start = new ProcessStartInfo("dotnet", [program, .. arguments]) { RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (var (name, value) in settings)
        {
            start.Environment[name] = value;
        }

        var process = new Process { StartInfo = start };
        var watcher = new WatcherProcess(process);
        process.OutputDataReceived += (_, line) => watcher.Hear(line.Data);
        process.ErrorDataReceived += (_, line) => watcher.Note(line.Data);
        process.Start();
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        return watcher;
    }

    /// <summary>The next line of an event; those before it are passed over.</summary>
    /// <param name="name">The event, such as <c>anomaly</c>.</param>
    /// <param name="wanted">Which of them.</param>
    /// <param name="patience">How long it may take.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>The line.</returns>
    /// <exception cref="TimeoutException">It did not come; the message has what came.</exception>
    public async Task<JsonElement> NextAsync(string name, Func<JsonElement, bool> wanted, TimeSpan patience, CancellationToken cancellationToken)
    {
        using var late = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        late.CancelAfter(patience);
        try
        {
            while (true)
            {
                var line = await _lines.Reader.ReadAsync(late.Token);
                if (line.GetProperty("event").ValueEquals(name) && wanted(line))
                {
                    return line;
                }
            }
        }
        catch (Exception exception) when (exception is OperationCanceledException or ChannelClosedException && !cancellationToken.IsCancellationRequested)
        {
            throw new TimeoutException($"Within {patience.TotalSeconds} s the watcher said no such '{name}'; it {(Runs ? "runs" : "has ended")}:\n{Log}");
        }
    }

    /// <summary>Waits until it ends by itself.</summary>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>Its exit code.</returns>
    public async Task<int> EndAsync(CancellationToken cancellationToken)
    {
        await _process.WaitForExitAsync(cancellationToken);
        return _process.ExitCode;
    }

    /// <summary>Ctrl-C; waits for the end.</summary>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>Its exit code.</returns>
    public async Task<int> StopAsync(CancellationToken cancellationToken)
    {
        using var kill = Process.Start("kill", ["-INT", _process.Id.ToString(System.Globalization.CultureInfo.InvariantCulture)]);
        await kill.WaitForExitAsync(cancellationToken);
        return await EndAsync(cancellationToken);
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        if (Runs)
        {
            _process.Kill();
            await _process.WaitForExitAsync();
        }

        _process.Dispose();
    }

    private void Hear(string? line)
    {
        Note(line);
        if (line is null)
        {
            _lines.Writer.TryComplete();
            return;
        }

        using var document = JsonDocument.Parse(line);
        _lines.Writer.TryWrite(document.RootElement.Clone());
    }

    private void Note(string? line)
    {
        lock (_log)
        {
            _log.AppendLine(line);
        }
    }
}
