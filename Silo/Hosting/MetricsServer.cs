using Prometheus;

namespace Anomaly.Silo.Hosting;

/// <summary>The listener of <c>/metrics</c>.</summary>
internal sealed class MetricsServer(string host, int port) : IHostedService, IDisposable
{
    private readonly KestrelMetricServer _server = new(host, port);

    public Task StartAsync(CancellationToken cancellationToken)
    {
        _server.Start();
        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken) => _server.StopAsync();

    public void Dispose() => _server.Dispose();
}
