using System.Diagnostics;
using System.Runtime.InteropServices;

namespace Anomaly.Testing.Kafka;

/// <summary>A Java program that a test started; it is ended by its id.</summary>
internal sealed class JavaProcess : IAsyncDisposable
{
    private const int Terminate = 15;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);
    private readonly Process _process;
    private readonly Queue<string> _lines = [];

    private JavaProcess(Process process)
    {
        _process = process;
        process.OutputDataReceived += Keep;
        process.ErrorDataReceived += Keep;
        process.Start();
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
    }

    public int Id => _process.Id;

    public bool HasExited => _process.HasExited;

    /// <summary>The last lines that it wrote.</summary>
    public string Output
    {
        get
        {
            lock (_lines) return string.Join('\n', _lines);
        }
    }

    public static JavaProcess Start(string libs, string folder, string heap, string main, params string[] arguments)
    {
        var start = new ProcessStartInfo("java")
        {
            WorkingDirectory = folder,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        string[] all = [$"-Xmx{heap}", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", $"-Dlog4j.configuration=file:{Path.Combine(folder, "log4j.properties")}", "-cp", Path.Combine(libs, "*"), main, .. arguments];
        foreach (var argument in all) start.ArgumentList.Add(argument);
        return new JavaProcess(new Process { StartInfo = start });
    }

    /// <summary>Waits for its end.</summary>
    public async Task<int> WaitAsync(CancellationToken cancellationToken)
    {
        await _process.WaitForExitAsync(cancellationToken);
        return _process.ExitCode;
    }

    /// <summary>Ends it: politely, or at once.</summary>
    public async Task StopAsync(bool kill)
    {
        if (_process.HasExited) return;
        if (kill || Kill(_process.Id, Terminate) != 0) _process.Kill();
        using var patience = new CancellationTokenSource(Patience);
        try
        {
            await _process.WaitForExitAsync(patience.Token);
        }
        catch (OperationCanceledException)
        {
            _process.Kill();
            await _process.WaitForExitAsync(CancellationToken.None);
        }
    }

    public async ValueTask DisposeAsync()
    {
        await StopAsync(kill: true);
        _process.Dispose();
    }

    [DllImport("libc", EntryPoint = "kill"), DefaultDllImportSearchPaths(DllImportSearchPath.System32)]
    private static extern int Kill(int process, int signal);

    private void Keep(object sender, DataReceivedEventArgs line)
    {
        if (line.Data is null) return;
        lock (_lines)
        {
            _lines.Enqueue(line.Data);
            if (_lines.Count > 40) _lines.Dequeue();
        }
    }
}
