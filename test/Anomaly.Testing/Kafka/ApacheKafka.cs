using System.Globalization;
using System.Net;
using System.Net.Sockets;
using Anomaly.Testing.Postgres;
using Confluent.Kafka;

namespace Anomaly.Testing.Kafka;

/// <summary>
/// A real Apache Kafka broker (0.9.0.1) with a ZooKeeper, private to its test, on free ports of the loopback address where no other is named. It has no record
/// times and no headers; topics are created when they are named, with <see cref="Partitions"/> partitions, or by <see cref="CreateTopicAsync"/>.
/// </summary>
public sealed class ApacheKafka : IAsyncDisposable
{
    private const string Broker = "kafka.Kafka";
    private const string BrokerId = "0";
    // On a machine that is busy, neither gets a turn for seconds: a session that ends meanwhile takes the broker's registration away, and a topic finds no broker.
    private const string SessionTimeout = "30000";
    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(60);
    private readonly string _libs;
    private readonly string _folder = Directory.CreateTempSubdirectory("kafka-").FullName;
    private readonly int _zooKeeperPort = LoopbackPort.Take();
    private JavaProcess? _zooKeeper;
    private JavaProcess? _broker;

    private ApacheKafka(string libs, int partitions, IPEndPoint address)
    {
        _libs = libs;
        Partitions = partitions;
        BootstrapServers = address.ToString();
    }

    /// <summary>Why no broker can be started here, or null where one can: <c>test/install-kafka.sh</c> puts its files in place.</summary>
    public static string? WhyMissing =>
        !File.Exists(Path.Combine(Libs, "kafka_2.11-0.9.0.1.jar")) ? $"no Apache Kafka in {Libs}; run test/install-kafka.sh"
        : !(Environment.GetEnvironmentVariable("PATH") ?? "").Split(':').Any(folder => File.Exists(Path.Combine(folder, "java"))) ? "no java on the PATH; run test/install-kafka.sh"
        : null;

    /// <summary>The address, <c>host:port</c>; the same after a stop and a start.</summary>
    public string BootstrapServers { get; }

    /// <summary>The id of the broker's process, of the last one that was started.</summary>
    public int BrokerProcessId => _broker!.Id;

    /// <summary>How many partitions a topic has that was created by being named.</summary>
    public int Partitions { get; }

    /// <summary>What a client needs to talk to so old a broker.</summary>
    public static IReadOnlyDictionary<string, string> ClientSettings { get; } = new Dictionary<string, string>
    {
        ["api.version.request"] = "false",
        ["broker.version.fallback"] = "0.9.0",
        ["log_level"] = "3", // each client would warn that these two are going to be removed
    };

    private static string Libs => Environment.GetEnvironmentVariable("ANOMALY_KAFKA_LIBS") is { Length: > 0 } libs ? libs
        : Path.Combine(
            Environment.GetEnvironmentVariable("XDG_CACHE_HOME") is { Length: > 0 } cache ? cache
                : Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".cache"),
            "anomaly-test", "kafka", "libs");

    /// <summary>Starts ZooKeeper and a broker, and waits until the broker answers.</summary>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <param name="partitions">How many partitions a topic gets that is created by being named.</param>
    /// <param name="autoCreateTopics">Whether naming a topic creates it.</param>
    /// <param name="settings">More settings of the broker, such as <c>log.retention.ms</c>.</param>
    /// <param name="address">Where the broker listens; null for a free port of the loopback address.</param>
    /// <returns>The broker; its disposal ends the processes and deletes their files.</returns>
    public static async Task<ApacheKafka> StartAsync(
        CancellationToken cancellationToken, int partitions = 4, bool autoCreateTopics = true, IReadOnlyDictionary<string, string>? settings = null, IPEndPoint? address = null)
    {
        if (WhyMissing is { } reason) throw new InvalidOperationException(reason);
        var kafka = new ApacheKafka(Libs, partitions, address ?? new(IPAddress.Loopback, LoopbackPort.Take()));
        try
        {
            await kafka.WriteSettingsAsync(autoCreateTopics, settings, cancellationToken);
            kafka._zooKeeper = JavaProcess.Start(
                kafka._libs, kafka._folder, "128m", "org.apache.zookeeper.server.quorum.QuorumPeerMain", Path.Combine(kafka._folder, "zookeeper.properties"));
            await WaitForPortAsync(kafka._zooKeeper, kafka._zooKeeperPort, cancellationToken);
            await kafka.StartBrokerAsync(cancellationToken);
            return kafka;
        }
        catch
        {
            await kafka.DisposeAsync();
            throw;
        }
    }

    /// <summary>Starts the broker, again where it was stopped: same port, same data.</summary>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>Completes when the broker answers.</returns>
    public async Task StartBrokerAsync(CancellationToken cancellationToken)
    {
        using var patience = Patience(cancellationToken);
        while (true)
        {
            if (_broker is not null)
            {
                await _broker.DisposeAsync();
                // One that was killed stays registered until its session ends, and another of its id gives up meanwhile.
                await WithZooKeeperAsync(
                    async zooKeeper =>
                    {
                        await zooKeeper.DeleteAsync($"/brokers/ids/{BrokerId}", patience.Token);
                        await zooKeeper.DeleteAsync("/controller", patience.Token);
                    },
                    patience.Token);
            }
            _broker = JavaProcess.Start(_libs, _folder, "512m", Broker, Path.Combine(_folder, "server.properties"));
            if (await AnswersAsync(patience.Token)) return;
            // A session that was about to end, ended after all.
            if (!_broker.Output.Contains("already registered", StringComparison.Ordinal))
                throw new InvalidOperationException($"The Kafka broker ended:\n{_broker.Output}");
        }
    }

    /// <summary>Stops the broker; ZooKeeper stays.</summary>
    /// <param name="kill">At once, as a crash would.</param>
    /// <returns>Completes when the process has ended.</returns>
    public async Task StopBrokerAsync(bool kill = false)
    {
        if (_broker is not null) await _broker.StopAsync(kill);
    }

    /// <summary>
    /// Creates a topic, by the entries that Kafka's own command makes: that would be a Java machine each time. Give it a name of some length: the client cannot read this broker's
    /// list of one topic named by a letter.
    /// </summary>
    public async Task CreateTopicAsync(string topic, int partitions, CancellationToken cancellationToken, params string[] configs)
    {
        using var patience = Patience(cancellationToken);
        await WithZooKeeperAsync(
            async zooKeeper =>
            {
                await RegisteredAsync(zooKeeper, patience.Token);
                var config = string.Join(',', configs.Select(each => each.Split('=', 2)).Select(each => $"\"{each[0]}\":\"{each[1]}\""));
                await zooKeeper.SetAsync($"/config/topics/{topic}", $$"""{"version":1,"config":{ {{config}} } }""", patience.Token);
                await zooKeeper.CreateAsync($"/brokers/topics/{topic}", Assignment(partitions), patience.Token);
            },
            patience.Token);
        await WaitForTopicAsync(topic, found => IsComplete(found, partitions), patience.Token);
    }

    /// <summary>Deletes a topic with its records.</summary>
    public async Task DeleteTopicAsync(string topic, CancellationToken cancellationToken)
    {
        using var patience = Patience(cancellationToken);
        var request = $"/admin/delete_topics/{topic}";
        await WithZooKeeperAsync(
            async zooKeeper =>
            {
                await zooKeeper.CreateAsync(request, "", patience.Token);
                // The last that the broker does: until then it shows no such topic any more, and yet there cannot be another of its name.
                while (await zooKeeper.ExistsAsync(request, patience.Token)) await Task.Delay(50, patience.Token);
            },
            patience.Token);
        await WaitForTopicAsync(topic, found => found is null, patience.Token);
    }

    /// <summary>Gives a topic more partitions.</summary>
    /// <param name="topic">The topic.</param>
    /// <param name="partitions">How many it has then.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>Completes when the broker shows them.</returns>
    public async Task AddPartitionsAsync(string topic, int partitions, CancellationToken cancellationToken)
    {
        using var patience = Patience(cancellationToken);
        await WithZooKeeperAsync(zooKeeper => zooKeeper.SetAsync($"/brokers/topics/{topic}", Assignment(partitions), patience.Token), patience.Token);
        await WaitForTopicAsync(topic, found => IsComplete(found, partitions), patience.Token);
    }

    /// <summary>Ends the processes and deletes their files.</summary>
    public async ValueTask DisposeAsync()
    {
        if (_broker is not null) await _broker.DisposeAsync();
        if (_zooKeeper is not null) await _zooKeeper.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }

    private static CancellationTokenSource Patience(CancellationToken cancellationToken)
    {
        var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        patience.CancelAfter(Timeout);
        return patience;
    }

    /// <summary>Every partition on the one broker.</summary>
    private static string Assignment(int partitions) =>
        $$"""{"version":1,"partitions":{ {{string.Join(',', Enumerable.Range(0, partitions).Select(partition => string.Create(CultureInfo.InvariantCulture, $"\"{partition}\":[{BrokerId}]")))}} } }""";

    private static bool IsComplete(TopicMetadata? topic, int partitions) =>
        topic?.Partitions.Count == partitions && topic.Partitions.TrueForAll(partition => partition.Leader >= 0);

    private static async Task RegisteredAsync(ZooKeeperClient zooKeeper, CancellationToken cancellationToken)
    {
        while (!await zooKeeper.ExistsAsync($"/brokers/ids/{BrokerId}", cancellationToken)) await Task.Delay(50, cancellationToken);
    }

    private static async Task WaitForPortAsync(JavaProcess process, int port, CancellationToken cancellationToken)
    {
        using var patience = Patience(cancellationToken);
        while (true)
        {
            if (process.HasExited) throw new InvalidOperationException($"ZooKeeper ended:\n{process.Output}");
            try
            {
                using var client = new TcpClient();
                await client.ConnectAsync(IPAddress.Loopback, port, patience.Token);
                return;
            }
            catch (SocketException)
            {
                await Task.Delay(50, patience.Token);
            }
        }
    }

    private async Task WriteSettingsAsync(bool autoCreateTopics, IReadOnlyDictionary<string, string>? more, CancellationToken cancellationToken)
    {
        await WriteAsync("log4j.properties", new() { ["log4j.rootLogger"] = "WARN, out", ["log4j.appender.out"] = "org.apache.log4j.ConsoleAppender", ["log4j.appender.out.layout"] = "org.apache.log4j.SimpleLayout" });
        await WriteAsync("zookeeper.properties", new()
        {
            ["dataDir"] = Path.Combine(_folder, "zookeeper"),
            ["clientPort"] = _zooKeeperPort.ToString(CultureInfo.InvariantCulture),
            ["clientPortAddress"] = "127.0.0.1",
            ["tickTime"] = "500",
            ["maxSessionTimeout"] = SessionTimeout,
            ["maxClientCnxns"] = "0",
            // Its tests start with nothing and end with nothing.
            ["forceSync"] = "no",
        });
        var broker = new Dictionary<string, string>
        {
            ["broker.id"] = BrokerId,
            ["listeners"] = $"PLAINTEXT://{BootstrapServers}",
            ["log.dirs"] = Path.Combine(_folder, "logs"),
            ["zookeeper.connect"] = string.Create(CultureInfo.InvariantCulture, $"127.0.0.1:{_zooKeeperPort}"),
            ["zookeeper.session.timeout.ms"] = SessionTimeout,
            ["num.partitions"] = Partitions.ToString(CultureInfo.InvariantCulture),
            ["auto.create.topics.enable"] = autoCreateTopics ? "true" : "false",
            ["delete.topic.enable"] = "true",
            ["message.max.bytes"] = "4194304",
            ["replica.fetch.max.bytes"] = "4194304",
            ["offsets.topic.num.partitions"] = "1",
            ["offsets.topic.replication.factor"] = "1",
            ["num.network.threads"] = "2",
            ["num.io.threads"] = "2",
            ["log.cleaner.enable"] = "false",
            ["log.index.size.max.bytes"] = "1048576",
            ["controlled.shutdown.max.retries"] = "1",
        };
        foreach (var (name, value) in more ?? new Dictionary<string, string>()) broker[name] = value;
        await WriteAsync("server.properties", broker);

        Task WriteAsync(string file, Dictionary<string, string> settings) => File.WriteAllLinesAsync(
            Path.Combine(_folder, file), settings.Select(setting => $"{setting.Key}={setting.Value}"), cancellationToken);
    }

    private async Task<bool> AnswersAsync(CancellationToken cancellationToken)
    {
        using var admin = Admin();
        while (_broker is { HasExited: false })
        {
            try
            {
                var metadata = await Task.Run(() => admin.GetMetadata(TimeSpan.FromSeconds(1)), cancellationToken);
                if (metadata.Brokers.Count > 0) return true;
            }
            catch (KafkaException)
            {
                // Not yet.
            }
            await Task.Delay(50, cancellationToken);
        }
        return false;
    }

    private async Task WaitForTopicAsync(string topic, Predicate<TopicMetadata?> condition, CancellationToken cancellationToken)
    {
        using var admin = Admin();
        while (true)
        {
            try
            {
                // All topics: naming one would create it.
                var metadata = await Task.Run(() => admin.GetMetadata(TimeSpan.FromSeconds(1)), cancellationToken);
                if (condition(metadata.Topics.Find(found => found.Topic == topic))) return;
            }
            catch (KafkaException)
            {
                // Not yet.
            }
            await Task.Delay(50, cancellationToken);
        }
    }

    private async Task WithZooKeeperAsync(Func<ZooKeeperClient, Task> use, CancellationToken cancellationToken)
    {
        using var zooKeeper = await ZooKeeperClient.ConnectAsync(_zooKeeperPort, cancellationToken);
        await use(zooKeeper);
        await zooKeeper.CloseAsync(cancellationToken);
    }

    private IAdminClient Admin()
    {
        var settings = new Dictionary<string, string>(ClientSettings) { ["bootstrap.servers"] = BootstrapServers, ["reconnect.backoff.max.ms"] = "200" };
        return new AdminClientBuilder(settings).SetLogHandler(static (_, _) => { }).SetErrorHandler(static (_, _) => { }).Build();
    }
}
