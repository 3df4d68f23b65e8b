using System.Net;
using Anomaly.Streaming.Kafka.Hosting;
using Anomaly.Streaming.Kafka.Options;
using Anomaly.Streaming.Kafka.Positions;
using Anomaly.Testing.Postgres;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Orleans.Configuration;

namespace Anomaly.Streaming.Kafka.Tests.Silos;

/// <summary>A silo with one Kafka stream provider, in this process.</summary>
public sealed class StreamSilo : IAsyncDisposable
{
    public const string Provider = "metrics";
    public const string Namespace = "metrics.partitions";
    private readonly IHost _host;

    private StreamSilo(IHost host, int port)
    {
        _host = host;
        Port = port;
    }

    public int Port { get; }

    public required LogBook Logs { get; init; }

    public IKafkaStreamControl Control => _host.Services.GetRequiredService<IKafkaStreamControl>();

    public static async Task<StreamSilo> StartAsync(
        Action<KafkaStreamOptions> configure, Inbox inbox, IStreamPositions? positions, CancellationToken cancellationToken,
        StreamSilo? joins = null, TimeSpan? maxDeliveryTime = null, bool configured = false, IEnumerable<KeyValuePair<string, string?>>? settings = null,
        IPartitionEligibility? readers = null)
    {
        var port = LoopbackPort.Take();
        var builder = Host.CreateApplicationBuilder(new HostApplicationBuilderSettings { DisableDefaults = true });
        if (settings is not null) Microsoft.Extensions.Configuration.MemoryConfigurationBuilderExtensions.AddInMemoryCollection(builder.Configuration, settings);
        builder.Services.AddSingleton(inbox);
        if (positions is not null) builder.Services.AddSingleton(positions);
        if (readers is not null) builder.Services.AddSingleton(readers);
        builder.UseOrleans(silo =>
        {
            silo.UseLocalhostClustering(port, LoopbackPort.Take(), joins is null ? null : new IPEndPoint(IPAddress.Loopback, joins.Port));
            silo.Configure<ClusterMembershipOptions>(options => options.NumVotesForDeathDeclaration = 1);
            if (configured) return;
            silo.AddKafkaStreams(
                Provider,
                (KafkaStreamOptions options) =>
                {
                    options.StreamNamespace = Namespace;
                    configure(options);
                },
                streams => streams.ConfigurePullingAgent(agent => agent.Configure(options => options.MaxEventDeliveryTime = maxDeliveryTime ?? options.MaxEventDeliveryTime)));
        });
        var logs = new LogBook();
        builder.Services.AddSingleton<ILoggerProvider>(logs);
        var host = builder.Build();
        try
        {
            await host.StartAsync(cancellationToken);
            return new StreamSilo(host, port) { Logs = logs };
        }
        catch
        {
            if (host is IAsyncDisposable disposable) await disposable.DisposeAsync();
            throw;
        }
    }

    public KafkaPartitionStatus Status(int partition = 0) => Control.GetPartitions().Single(status => status.Partition == partition);

    /// <summary>Waits until a partition's status is as told; fails with what it is.</summary>
    public async Task<KafkaPartitionStatus> WaitForAsync(Func<KafkaPartitionStatus, bool> condition, CancellationToken cancellationToken, int partition = 0, int seconds = 20)
    {
        var waited = TimeProvider.System.GetTimestamp();
        while (true)
        {
            var status = Control.GetPartitions().SingleOrDefault(status => status.Partition == partition);
            if (status is not null && condition(status)) return status;
            if (TimeProvider.System.GetElapsedTime(waited).TotalSeconds > seconds) throw new TimeoutException($"The partition did not get there within {seconds} s: {status}");
            await Task.Delay(20, cancellationToken);
        }
    }

    public Task StopAsync(CancellationToken cancellationToken) => _host.StopAsync(cancellationToken);

    public async ValueTask DisposeAsync()
    {
        await _host.StopAsync(CancellationToken.None);
        if (_host is IAsyncDisposable disposable) await disposable.DisposeAsync();
    }
}
