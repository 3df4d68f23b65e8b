using System.Globalization;
using Anomaly.Silo.Hosting;
using Anomaly.Testing.Processes;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Anomaly.Fuzz.Tests.Web;

/// <summary>The whole product in this process, as the program starts it: its broker, SQLite, its web front. Nothing of it is made up.</summary>
public sealed class FuzzedSilo : IAsyncLifetime
{
    private readonly string _folder = Directory.CreateTempSubdirectory("fuzz-").FullName;
    private readonly TaskCompletionSource<IServiceProvider> _started = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private Task<int> _running = null!;

    /// <summary>A client that sends addresses as they are.</summary>
    public HttpClient Http { get; } = new(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false }) { Timeout = Timeout.InfiniteTimeSpan };

    /// <summary>Where the web front is.</summary>
    public string Address { get; private set; } = "";

    /// <summary>The broker's address.</summary>
    public string Brokers => File.ReadAllText(Path.Combine(_folder, "kafka.address")).Trim();

    /// <summary>Every endpoint that the program maps.</summary>
    public IReadOnlyList<RouteEndpoint> Endpoints { get; private set; } = [];

    public async ValueTask InitializeAsync()
    {
        var ports = SiloProcess.FreePorts(4);
        Address = string.Create(CultureInfo.InvariantCulture, $"http://localhost:{ports[0]}");
        string[] settings =
        [
            .. new[] { "Web:Port", "Web:MetricsPort", "Cluster:SiloPort", "Cluster:GatewayPort" }.Zip(ports, (name, port) => string.Create(CultureInfo.InvariantCulture, $"--{name}={port}")),
            // The files of pages are under the program's name.
            "--applicationName=Anomaly.Silo", $"--Storage:Path={_folder}", "--Kafka:Demo=false", "--Notifications:Enabled=false", "--Logging:LogLevel:Default=Critical",
            // One client sends it all here.
            "--Web:RequestsPerSecond=0",
        ];
        _running = Task.Run(() => SiloHost.RunAsync(settings, builder => builder.Services.AddHostedService(services => new Watch(services, _started))));
        if (await Task.WhenAny(_started.Task, _running) == _running)
        {
            throw new InvalidOperationException($"the silo ended with {await _running}");
        }

        var services = await _started.Task;
        Endpoints = [.. services.GetRequiredService<IEnumerable<EndpointDataSource>>().SelectMany(source => source.Endpoints).OfType<RouteEndpoint>()];
    }

    public async ValueTask DisposeAsync()
    {
        (await _started.Task).GetRequiredService<IHostApplicationLifetime>().StopApplication();
        await _running;
        Http.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    /// <summary>Tells when the program runs.</summary>
    private sealed class Watch(IServiceProvider services, TaskCompletionSource<IServiceProvider> started) : IHostedService
    {
        public Task StartAsync(CancellationToken cancellationToken)
        {
            services.GetRequiredService<IHostApplicationLifetime>().ApplicationStarted.Register(() => started.TrySetResult(services));
            return Task.CompletedTask;
        }

        public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
    }
}
