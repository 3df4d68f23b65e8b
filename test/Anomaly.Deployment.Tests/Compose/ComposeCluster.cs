using System.Globalization;
using Anomaly.Deployment.Tests.Images;
using Anomaly.Deployment.Tests.Network;
using Anomaly.Testing.Kafka;
using Anomaly.Testing.Postgres;
using Npgsql;

namespace Anomaly.Deployment.Tests.Compose;

/// <summary>
/// The compose file without an engine: our images built by their Dockerfile's lines, each service in a network namespace under its name, with
/// the file's environment, user, command and health check, on a real broker and a real database at the file's addresses. What differs: the
/// broker and the database are this machine's, and clients are told that the broker is old.
/// </summary>
public sealed class ComposeCluster : IAsyncLifetime
{
    // Not private to this user: a service runs what root built as a user without privileges.
    private readonly string _folder = Directory.CreateDirectory(Path.Combine(Path.GetTempPath(), $"anomaly-images-{Guid.NewGuid():N}")).FullName;
    private readonly Dictionary<string, ComposeProcess> _processes = [];
    private readonly Dictionary<string, Image> _images = [];
    private TestNetwork? _network;
    private ApacheKafka? _kafka;
    private PostgresServer? _postgres;

    internal ComposeFile File { get; private set; } = null!;

    internal IReadOnlyDictionary<string, Image> Images => _images;

    internal TestNetwork Network => _network!;

    internal ComposeProcess this[string service] => _processes[service];

    /// <summary>The superuser's connection to the cluster's database.</summary>
    public string Database { get; private set; } = "";

    /// <summary>A client of a service's port, as somebody on its network has it.</summary>
    public HttpClient Client(string service, int port) => new() { BaseAddress = new Uri($"http://{_network![service].Address}:{port}") };

    public async ValueTask InitializeAsync()
    {
        if ((TestNetwork.WhyMissing ?? ComposeFile.WhyMissing ?? ApacheKafka.WhyMissing) is { } why && Environment.GetEnvironmentVariable("CI") != "true")
        {
            Assert.Skip(why);
        }

        var cancellationToken = TestContext.Current.CancellationToken;
        File = await ComposeFile.ReadAsync();
        var ours = File.Services.Values.Where(service => service.BuildTarget is not null).ToArray();
        _network = await TestNetwork.CreateAsync([.. ours.Select(service => service.Name), .. Kubernetes.PodProcess.Hosts], ["kafka", "postgres"]);
        await Task.WhenAll(StartKafkaAsync(cancellationToken), StartPostgresAsync(), BuildAsync(ours, cancellationToken));
        foreach (var service in InOrder(ours))
        {
            await StartAsync(service.Name, cancellationToken);
        }
    }

    /// <summary>Starts a service, once what it depends on is as the file asks.</summary>
    public async Task StartAsync(string name, CancellationToken cancellationToken)
    {
        var service = File.Services[name];
        foreach (var (other, condition) in service.DependsOn)
        {
            Assert.Equal("service_healthy", condition);
            if (_processes.TryGetValue(other, out var process))
            {
                await process.BecomeHealthyAsync(cancellationToken);
            }
        }

        var image = _images[service.BuildTarget!];
        var isProducer = service.BuildTarget == "producer";
        var variables = isProducer ? [] : ApacheKafka.ClientSettings.ToDictionary(setting => "Kafka__Client__" + setting.Key, setting => setting.Value);
        foreach (var (variable, value) in service.Environment.Where(each => each.Value.StartsWith(ComposeService.SecretFolder, StringComparison.Ordinal)))
        {
            variables[variable] = await SecretAsync(service, value[ComposeService.SecretFolder.Length..], cancellationToken);
        }

        var arguments = isProducer ? ApacheKafka.ClientSettings.SelectMany(setting => new[] { "--set", $"{setting.Key}={setting.Value}" }) : [];
        _processes[name] = ComposeProcess.Start(service, image, _network![name], variables, arguments);
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var process in _processes.Values.Reverse())
        {
            await process.DisposeAsync();
        }

        if (_kafka is not null)
        {
            await _kafka.DisposeAsync();
        }

        if (_postgres is not null)
        {
            await _postgres.DisposeAsync();
        }

        if (_network is not null)
        {
            await _network.DisposeAsync();
        }

        Directory.Delete(_folder, recursive: true);
    }

    private async Task StartKafkaAsync(CancellationToken cancellationToken)
    {
        var (host, port) = Address(File.Services["silo-1"].Environment["KAFKA_BOOTSTRAP_SERVERS"]);
        _kafka = await ApacheKafka.StartAsync(
            cancellationToken, int.Parse(File.Services["kafka"].Environment["KAFKA_NUM_PARTITIONS"], CultureInfo.InvariantCulture), address: new(_network![host].Address, port));
    }

    /// <summary>As the image does with its variables: a superuser with the password, and a database of its own.</summary>
    private async Task StartPostgresAsync()
    {
        var variables = File.Services["postgres"].Environment;
        var host = _network!["postgres"];
        _postgres = new() { Options = new() { Address = host.Address, Port = 5432 } };
        var connection = new NpgsqlConnectionStringBuilder(await _postgres.CreateDatabaseAsync());
        await using var source = NpgsqlDataSource.Create(connection.ConnectionString);
        await source.CreateCommand($"create role {variables["POSTGRES_USER"]} superuser login password '{variables["POSTGRES_PASSWORD"]}'").ExecuteNonQueryAsync();
        await source.CreateCommand($"create database {variables["POSTGRES_DB"]} owner {variables["POSTGRES_USER"]}").ExecuteNonQueryAsync();
        connection.Database = variables["POSTGRES_DB"];
        Database = connection.ConnectionString;
    }

    private async Task BuildAsync(IEnumerable<ComposeService> services, CancellationToken cancellationToken)
    {
        var builder = new ImageBuilder(
            Dockerfile.Read(Path.Combine(ComposeFile.Repository, "docker", "Dockerfile")), new BuildContext(ComposeFile.Repository), _folder);
        foreach (var target in services.Select(service => service.BuildTarget!).Distinct())
        {
            _images[target] = await builder.BuildAsync(target, cancellationToken);
        }

    }

    /// <summary>A secret's file, for every service the same: made by the line that the compose file's first lines have.</summary>
    private async Task<string> SecretAsync(ComposeService service, string name, CancellationToken cancellationToken)
    {
        Assert.Contains(name, service.Secrets);
        var path = Path.Combine(_folder, name);
        if (!System.IO.File.Exists(path))
        {
            var line = System.IO.File.ReadLines(Path.Combine(ComposeFile.Repository, "docker", "compose.yaml")).Single(each => each.EndsWith($"> docker/{Path.GetFileName(File.SecretFiles[name])}", StringComparison.Ordinal));
            using var shell = System.Diagnostics.Process.Start("bash", ["-c", $"{line.TrimStart('#')[..^$"docker/{Path.GetFileName(File.SecretFiles[name])}".Length]} '{path}'"]);
            await shell.WaitForExitAsync(cancellationToken);
            Assert.Equal(0, shell.ExitCode);
        }

        return path;
    }

    private static IEnumerable<ComposeService> InOrder(IEnumerable<ComposeService> services)
    {
        var (waiting, started) = (services.OrderBy(service => service.Name, StringComparer.Ordinal).ToList(), new HashSet<string> { "kafka", "postgres" });
        while (waiting.Count > 0)
        {
            var next = waiting.First(service => service.DependsOn.Keys.All(started.Contains));
            waiting.Remove(next);
            started.Add(next.Name);
            yield return next;
        }
    }

    private static (string Host, int Port) Address(string text) => (text.Split(':')[0], int.Parse(text.Split(':')[1], CultureInfo.InvariantCulture));
}
