using System.Diagnostics;
using System.Globalization;
using System.Text;
using Anomaly.Deployment.Tests.Images;
using Anomaly.Deployment.Tests.Network;
using k8s.Models;

namespace Anomaly.Deployment.Tests.Kubernetes;

/// <summary>A pod's program as its manifest says: image, user, environment, probes, and how it is ended.</summary>
internal sealed class PodProcess : IAsyncDisposable
{
    private readonly V1PodTemplateSpec _pod;
    private readonly NetworkHost _host;
    private readonly Image _image;
    private readonly Dictionary<string, string> _environment;
    private readonly Process _process;
    private readonly HttpClient _http = new();
    private readonly StringBuilder _output = new();

    private PodProcess(V1PodTemplateSpec pod, Image image, NetworkHost host, Dictionary<string, string> environment)
    {
        (_pod, _image, _host, _environment) = (pod, image, host, environment);
        _http.BaseAddress = new Uri($"http://{host.Address}:{Container.Ports[0].ContainerPort}");
        _process = Process.Start(host.Start(User, image.Path("."), environment, image.Entrypoint))!;
        _process.OutputDataReceived += (_, line) => Hear(line.Data);
        _process.ErrorDataReceived += (_, line) => Hear(line.Data);
        _process.BeginOutputReadLine();
        _process.BeginErrorReadLine();
    }

    /// <summary>Places for pods on the network; one pod has two, for a pod that is made anew has another address.</summary>
    public static IReadOnlyList<string> Hosts { get; } = ["pod-silo-0", "pod-silo-0-anew", "pod-silo-1", "pod-dashboard"];

    /// <summary>A client of the pod's first port.</summary>
    public HttpClient Http => _http;

    private V1Container Container => _pod.Spec.Containers.Single();

    private string User => _pod.Spec.SecurityContext.RunAsUser!.Value.ToString(CultureInfo.InvariantCulture);

    /// <summary>Starts the program.</summary>
    /// <param name="pod">The pod.</param>
    /// <param name="image">Its image.</param>
    /// <param name="host">Its place on the network.</param>
    /// <param name="environment">What the kubelet puts together, and what differs here.</param>
    public static PodProcess Start(V1PodTemplateSpec pod, Image image, NetworkHost host, IReadOnlyDictionary<string, string> environment)
    {
        var all = image.Environment.ToDictionary();
        foreach (var (name, value) in environment)
        {
            all[name] = value;
        }

        all["PATH"] = $"{image.Path("/usr/local/bin")}:{Environment.GetEnvironmentVariable("PATH")}";
        if (Environment.GetEnvironmentVariable("DOTNET_ROOT") is { } root)
        {
            all["DOTNET_ROOT"] = root;
        }

        return new(pod, image, host, all);
    }

    /// <summary>As the kubelet: the startup probe until it passes, in its time; then the readiness probe. The liveness probe passes too then.</summary>
    public async Task BecomeReadyAsync(CancellationToken cancellationToken)
    {
        await PassAsync(Container.StartupProbe, cancellationToken);
        await PassAsync(Container.ReadinessProbe, cancellationToken);
        Assert.True(await PassesAsync(Container.LivenessProbe, cancellationToken));
    }

    /// <summary>SIGTERM, then the wait of the manifest.</summary>
    /// <returns>The exit code.</returns>
    public async Task<int> StopAsync()
    {
        using var kill = Process.Start("kill", ["-TERM", _process.Id.ToString(CultureInfo.InvariantCulture)]);
        await kill.WaitForExitAsync();
        await _process.WaitForExitAsync().WaitAsync(TimeSpan.FromSeconds(_pod.Spec.TerminationGracePeriodSeconds!.Value));
        return _process.ExitCode;
    }

    /// <summary><c>kill -9</c>, as when memory is out.</summary>
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
        _http.Dispose();
    }

    private async Task PassAsync(V1Probe probe, CancellationToken cancellationToken)
    {
        var (started, patience) = (Stopwatch.GetTimestamp(), TimeSpan.FromSeconds(Math.Max(90, probe.PeriodSeconds!.Value * probe.FailureThreshold!.Value)));
        while (!await PassesAsync(probe, cancellationToken))
        {
            if (_process.HasExited || Stopwatch.GetElapsedTime(started) > patience)
            {
                throw new InvalidOperationException($"{_host.Name} did not pass a probe within {patience}:\n{_output}");
            }

            await Task.Delay(250, cancellationToken);
        }
    }

    private async Task<bool> PassesAsync(V1Probe probe, CancellationToken cancellationToken)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        patience.CancelAfter(TimeSpan.FromSeconds(probe.TimeoutSeconds!.Value));
        try
        {
            if (probe.HttpGet is { } get)
            {
                Assert.Equal(Container.Ports[0].Name, get.Port.Value);
                using var answer = await _http.GetAsync(new Uri(get.Path, UriKind.Relative), patience.Token);
                return answer.IsSuccessStatusCode;
            }

            using var check = Process.Start(_host.Start(User, "/", _environment, probe.Exec.Command))!;
            await Task.WhenAll(check.StandardOutput.ReadToEndAsync(patience.Token), check.StandardError.ReadToEndAsync(patience.Token));
            await check.WaitForExitAsync(patience.Token);
            return check.ExitCode == 0;
        }
        catch (Exception exception) when (exception is HttpRequestException or OperationCanceledException && !cancellationToken.IsCancellationRequested)
        {
            return false;
        }
    }

    private void Hear(string? line)
    {
        lock (_output)
        {
            _output.AppendLine(line);
        }
    }
}
