using System.Diagnostics;

namespace Anomaly.Testing.Postgres;

/// <summary>One run of the server's process.</summary>
internal sealed class PostgresProcess : IDisposable
{
    // The shell stays beside the server: a line on its input stops the server, and the end of the input (this process died)
    // stops it too and removes its files. So no run of the tests, however it ends, leaves a server behind.
    private const string Script = """
        data=$1; shift
        "$@" </dev/null & server=$!
        if read -r word; then kill -s "$word" $server; wait $server; else kill -QUIT $server; wait $server; rm -rf "$data"; fi
        """;

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private readonly Process _shell;
    private readonly TaskCompletionSource _ready = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly Queue<string> _tail = new();

    private PostgresProcess(Process shell) => _shell = shell;

    /// <summary>Starts the server; returns once it accepts connections.</summary>
    public static async Task<PostgresProcess> StartAsync(string data, IEnumerable<string> settings)
    {
        string[] fixedArguments = ["-c", Script, "sh", data, PostgresBinaries.PathOf("postgres"), "-D", data];
        var start = UserCommand.Create("sh", [.. fixedArguments, .. settings.SelectMany(setting => new[] { "-c", setting })]);
        var process = new PostgresProcess(
            Process.Start(start) ?? throw new InvalidOperationException("sh could not be started"));
        process.Follow();
        var ended = process._shell.WaitForExitAsync();
        try
        {
            if (await Task.WhenAny(process._ready.Task, ended).WaitAsync(Patience) == ended)
                throw new InvalidOperationException("PostgreSQL ended at its start:\n" + process.Tail());
        }
        catch
        {
            process.Dispose();
            throw;
        }

        return process;
    }

    /// <summary>Sends the server a signal and waits for its end.</summary>
    /// <param name="signal"><c>INT</c> (sessions are ended, data written) or <c>QUIT</c> (at once, as after a crash).</param>
    public async Task StopAsync(string signal)
    {
        // The shell waits for a line only while the server runs; where the server ended by itself the pipe may be closed.
        await _shell.StandardInput.WriteLineAsync(signal);
        await _shell.StandardInput.FlushAsync();
        await _shell.WaitForExitAsync().WaitAsync(Patience);
    }

    public void Dispose()
    {
        if (!_shell.HasExited)
            _shell.StandardInput.Close();
        _shell.Dispose();
    }

    private void Follow()
    {
        _shell.OutputDataReceived += (_, _) => { };
        _shell.ErrorDataReceived += (_, line) => Read(line.Data);
        _shell.BeginOutputReadLine();
        _shell.BeginErrorReadLine();
    }

    private void Read(string? line)
    {
        if (line is null)
            return;
        lock (_tail)
        {
            _tail.Enqueue(line);
            if (_tail.Count > 50)
                _tail.Dequeue();
        }

        if (line.Contains("database system is ready to accept connections", StringComparison.Ordinal))
            _ready.TrySetResult();
    }

    private string Tail()
    {
        lock (_tail)
            return string.Join('\n', _tail);
    }
}
