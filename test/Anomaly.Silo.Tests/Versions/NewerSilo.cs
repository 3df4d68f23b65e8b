using Anomaly.Grains.Partitions;
using Anomaly.Silo.Hosting;
using Anomaly.Testing.Processes;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Anomaly.Silo.Tests.Versions;

/// <summary>The program as a later version will be: its states have a higher version. In this process.</summary>
public sealed class NewerSilo : IAsyncDisposable
{
    public const int StateVersion = StateFormat.Newest + 1;

    private readonly TaskCompletionSource<IHostApplicationLifetime> _started = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly HttpClient _metrics;
    private readonly Task<int> _run;

    private NewerSilo(IEnumerable<KeyValuePair<string, string>> settings)
    {
        var ports = SiloProcess.FreePorts(3);
        _metrics = new HttpClient { BaseAddress = new Uri($"http://localhost:{ports[0]}") };
        string[] args =
        [
            .. settings.Where(setting => !setting.Key.EndsWith("Port", StringComparison.Ordinal)).Select(setting =>
                $"--{(setting.Key == "POSTGRES_CONNECTION" ? "Storage:Postgres" : setting.Key.Replace("__", ":", StringComparison.Ordinal))}={setting.Value}"),
            "--Web:Enabled=false", $"--Web:MetricsPort={ports[0]}", $"--Cluster:SiloPort={ports[1]}", $"--Cluster:GatewayPort={ports[2]}",
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
        if (silo._run.IsCompleted)
        {
            Assert.Fail($"The newer silo ended with {await silo._run}; standard error says why.");
        }

        return silo;
    }

    /// <summary>What <c>worker_up</c> says.</summary>
    public async Task<bool> IsUpAsync() =>
        (await _metrics.GetStringAsync(new Uri("/metrics", UriKind.Relative), TestContext.Current.CancellationToken)).Contains("\nworker_up 1\n", StringComparison.Ordinal);

    /// <summary>Stops it; what it had is saved.</summary>
    public async ValueTask DisposeAsync()
    {
        if (!_run.IsCompleted)
        {
            (await _started.Task).StopApplication();
        }

        await _run;
        _metrics.Dispose();
    }

    private sealed class Nothing : IHostedService
    {
        public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

        public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
    }
}
