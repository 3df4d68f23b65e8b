using System.Diagnostics;
using System.Text;
using Anomaly.Deployment.Tests.Images;
using Anomaly.Deployment.Tests.Network;

namespace Anomaly.Deployment.Tests.Compose;

/// <summary>A service of ours that runs as the compose file says: its image, its environment, its user, its name on the network.</summary>
internal sealed class ComposeProcess : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(90);

    private readonly ComposeService _service;
    private readonly Image _image;
    private readonly NetworkHost _host;
    private readonly Process _process;
    private readonly StringBuilder _output = new();

    private ComposeProcess(ComposeService service, Image image, NetworkHost host, Process process)
    {
        (_service, _image, _host, _process) = (service, image, host, process);
        process.OutputDataReceived += (_, line) => Hear(line.Data);
        process.ErrorDataReceived += (_, line) => Hear(line.Data);
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
    }

    /// <summary>What it has printed.</summary>
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

    /// <summary>Starts the service.</summary>
    /// <param name="service">The service.</param>
    /// <param name="image">The image that its target came to.</param>
    /// <param name="host">Its place on the network.</param>
    /// <param name="more">Variables beyond the compose file's: what so old a broker as the tests' needs.</param>
    /// <param name="arguments">The same as arguments, for a program that has no such variables.</param>
    public static ComposeProcess Start(
        ComposeService service, Image image, NetworkHost host, IReadOnlyDictionary<string, string> more, IEnumerable<string> arguments) =>
        new(service, image, host, Process.Start(host.Start(
            image.User, image.Path("."), Variables(image, service, more), [.. image.Entrypoint, .. service.Command, .. arguments]))!);

    /// <summary>Runs the health check of the compose file until it passes.</summary>
    public async Task BecomeHealthyAsync(CancellationToken cancellationToken)
    {
        var started = Stopwatch.GetTimestamp();
        while (!await IsHealthyAsync(cancellationToken))
        {
            if (_process.HasExited)
            {
                throw new InvalidOperationException($"{_service.Name} ended with {_process.ExitCode}:\n{Output}");
            }

            if (Stopwatch.GetElapsedTime(started) > Patience)
            {
                throw new TimeoutException($"{_service.Name} was not healthy within {Patience.TotalSeconds} s ({string.Join(' ', _service.Health)}):\n{Output}");
            }

            await Task.Delay(250, cancellationToken);
        }
    }

    /// <summary>As <c>docker stop</c>: SIGTERM, then the wait of the compose file.</summary>
    /// <returns>The exit code.</returns>
    public async Task<int> StopAsync()
    {
        Signal("TERM");
        await _process.WaitForExitAsync().WaitAsync(TimeSpan.FromSeconds(int.Parse(_service.StopGracePeriod!.TrimEnd('s'), System.Globalization.CultureInfo.InvariantCulture)));
        return _process.ExitCode;
    }

    /// <summary><c>kill -9</c>.</summary>
    public async Task KillAsync()
    {
        _process.Kill();
        await _process.WaitForExitAsync();
    }

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
        {
            await KillAsync();
        }

        _process.Dispose();
    }

    private static Dictionary<string, string> Variables(Image image, ComposeService service, IReadOnlyDictionary<string, string> more)
    {
        var all = image.Environment.ToDictionary();
        foreach (var (name, value) in service.Environment.Concat(more))
        {
            all[name] = value;
        }

        // The image's own folders of programs, then this machine's.
        all["PATH"] = $"{image.Path("/usr/local/bin")}:{Environment.GetEnvironmentVariable("PATH")}";
        if (Environment.GetEnvironmentVariable("DOTNET_ROOT") is { } root)
        {
            all["DOTNET_ROOT"] = root;
        }

        return all;
    }

    private async Task<bool> IsHealthyAsync(CancellationToken cancellationToken)
    {
        Assert.Equal("CMD", _service.Health[0]);
        using var check = Process.Start(_host.Start(_image.User, "/", Variables(_image, _service, new Dictionary<string, string>()), _service.Health.Skip(1)))!;
        await Task.WhenAll(check.StandardOutput.ReadToEndAsync(cancellationToken), check.StandardError.ReadToEndAsync(cancellationToken));
        await check.WaitForExitAsync(cancellationToken);
        return check.ExitCode == 0;
    }

    private void Signal(string signal)
    {
        using var kill = Process.Start("kill", [$"-{signal}", _process.Id.ToString(System.Globalization.CultureInfo.InvariantCulture)]);
        kill.WaitForExit();
    }

    private void Hear(string? line)
    {
        lock (_output)
        {
            _output.AppendLine(line);
        }
    }
}
