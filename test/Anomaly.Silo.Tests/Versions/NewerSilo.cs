using Anomaly.Grains.Partitions;
using Anomaly.Silo.Hosting;
using Anomaly.Testing.Processes;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Anomaly.Silo.Tests.Versions;

/// <summary>The program as a later version will be: its states have a higher version. In this process.</summary>
public sealed class NewerSilo : IAsyncDisposable
{
    public const int StateVersion = 2;

    private readonly TaskCompletionSource<IHostApplicationLifetime> _started = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly HttpClient _web;
    private readonly Task<int> _run;

    private NewerSilo(IEnumerable<KeyValuePair<string, string>> settings)
    {
        var ports = SiloProcess.FreePorts(4);
        _web = new HttpClient { BaseAddress = new Uri($"http://localhost:{ports[0]}") };
        string[] args =
        [
            .. settings.Where(setting => !setting.Key.EndsWith("Port", StringComparison.Ordinal)).Select(setting =>
                $"--{(setting.Key == "POSTGRES_CONNECTION" ? "Storage:Postgres" : setting.Key.Replace("__", ":", StringComparison.Ordinal))}={setting.Value}"),
            $"--Web:Port={ports[0]}", $"--Web:MetricsPort={ports[1]}", $"--Cluster:SiloPort={ports[2]}", $"--Cluster:GatewayPort={ports[3]}",
            "--Logging:LogLevel:Anomaly=Warning",
        ];
        _run = Task.Run(() => SiloHost.RunAsync(args, builder =>
        {
            builder.Services.AddSingleton(new StateFormat(StateVersion));
            builder.Services.AddSingleton<IHostedService>(services =>
            {
                var lifetime = services.GetRequiredService<IHostApplicationLifetime>();
                lifetime.ApplicationStarted.Register(() => _started.TrySetResult(lifetime));
                return new Nothing();
            });
        }));
    }

    public static async Task<NewerSilo> StartAsync(IEnumerable<KeyValuePair<string, string>> settings)
    {
        var silo = new NewerSilo(settings);
        await Task.WhenAny(silo._started.Task, silo._run).WaitAsync(TimeSpan.FromSeconds(60), TestContext.Current.CancellationToken);
        Assert.False(silo._run.IsCompleted, "the newer silo runs");
        return silo;
    }

    public async Task<(int Status, string Body)> GetAsync(string path)
    {
        using var response = await _web.GetAsync(new Uri(path, UriKind.Relative), TestContext.Current.CancellationToken);
        return ((int)response.StatusCode, await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
    }

    /// <summary>Stops it; what it had is saved.</summary>
    public async ValueTask DisposeAsync()
    {
        if (!_run.IsCompleted)
        {
            (await _started.Task).StopApplication();
        }

        await _run;
        _web.Dispose();
    }

    private sealed class Nothing : IHostedService
    {
        public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

        public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
    }
}
