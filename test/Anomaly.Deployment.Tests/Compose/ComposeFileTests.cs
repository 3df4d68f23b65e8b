using System.Globalization;
using System.Text.RegularExpressions;
using Anomaly.Dashboard.Configuration;
using Anomaly.Deployment.Tests.Images;
using Anomaly.Silo.Settings;
using Microsoft.Extensions.Configuration;
using Npgsql;

namespace Anomaly.Deployment.Tests.Compose;

/// <summary>The compose file, the Dockerfile and the programs agree.</summary>
public sealed partial class ComposeFileTests : IAsyncLifetime
{
    /// <summary>Images of others that run as an ordinary user by themselves.</summary>
    private static readonly string[] WithoutRoot = ["apache/kafka", "prom/prometheus", "grafana/grafana"];

    private ComposeFile _file = null!;

    public async ValueTask InitializeAsync()
    {
        if (ComposeFile.WhyMissing is { } why && Environment.GetEnvironmentVariable("CI") != "true")
        {
            Assert.Skip(why);
        }

        _file = await ComposeFile.ReadAsync();
    }

    public ValueTask DisposeAsync() => default;

    [Theory]
    [InlineData("POSTGRES_PASSWORD")]
    [InlineData("GRAFANA_PASSWORD")]
    public async Task Config_WithoutASecret_SaysWhichAndWhereItIsSet(string secret)
    {
        var (code, _, errors) = await ComposeFile.ConfigAsync(ComposeFile.Secrets.Where(each => each.Key != secret).ToDictionary());

        Assert.NotEqual(0, code);
        Assert.Contains($"set {secret} in docker/.env, see docker/.env.example", errors, StringComparison.Ordinal);
        Assert.Contains($"{secret}=\n", File.ReadAllText(Path.Combine(ComposeFile.Repository, "docker", ".env.example")), StringComparison.Ordinal);
    }

    [Fact]
    public void Silos_TheirEnvironment_IsTheirSettings()
    {
        foreach (var silo in Of("silo"))
        {
            var settings = SiloSettings.Read(Configuration(silo, SeedVariables.Names));

            AssertAllKnown(silo, SeedVariables.Names, "Kafka", "Storage", "Detection", "Web", "Cluster", "Notifications");
            Assert.True(settings.Clustered);
            Assert.Equal((silo.Name, silo.Name, silo.Name), (silo.Hostname, settings.Cluster.Address, settings.Cluster.SiloName));
            Assert.False(settings.Web.Enabled);
            Assert.Equal("*", settings.Web.MetricsHost);
            Assert.Equal(_file.Services["kafka"].Environment["KAFKA_NUM_PARTITIONS"], settings.Kafka.Partitions.ToString(CultureInfo.InvariantCulture));
            Assert.Contains($"PLAINTEXT://{settings.Kafka.BootstrapServers}", _file.Services["kafka"].Environment["KAFKA_ADVERTISED_LISTENERS"].Split(','));
            AssertDatabase(settings.Storage.Postgres);
            Assert.Equal(["healthcheck", settings.Web.MetricsPort.ToString(CultureInfo.InvariantCulture), "/metrics"], silo.Health.Skip(1).Take(3));
        }

        Assert.True(Of("silo").Count() >= 2);
        Assert.Single(Of("silo").Select(silo => string.Join('\n', silo.Environment.Where(variable => variable.Value != silo.Name).Select(variable => $"{variable.Key}={variable.Value}").Order())).Distinct());
    }

    [Fact]
    public void Dashboard_ItsEnvironment_IsItsSettings()
    {
        var dashboard = _file.Services["dashboard"];
        var settings = DashboardSettings.Read(Configuration(dashboard, DashboardSettings.Variables));

        AssertAllKnown(dashboard, DashboardSettings.Variables, "Storage", "Web", "Cluster", "Notifications");
        AssertDatabase(settings.Storage.Postgres);
        Assert.Equal("*", settings.Web.Host);
        Assert.Equal(PublishedPort(dashboard), settings.Web.Port);
        Assert.Equal(["healthcheck", settings.Web.Port.ToString(CultureInfo.InvariantCulture), "/readyz"], dashboard.Health.Skip(1).Take(3));
        // Every silo of a cluster has Orleans' dashboard, or none.
        Assert.All(Of("silo"), silo => Assert.Equal(settings.Web.OrleansDashboard, SiloSettings.Read(Configuration(silo, SeedVariables.Names)).Web.OrleansDashboard));
        var silo = SiloSettings.Read(Configuration(_file.Services["silo-1"], SeedVariables.Names));
        Assert.Equal(
            (silo.Cluster.ClusterId, silo.Cluster.ServiceId, silo.Storage.Schema, silo.Storage.Postgres),
            (settings.Cluster.ClusterId, settings.Cluster.ServiceId, settings.Storage.Schema, settings.Storage.Postgres));
    }

    [Fact]
    public void SecretsKey_IsTheSameFileOfEverySiloAndDashboard_AndKeptOutOfTheRepository()
    {
        var users = Of("silo").Concat(Of("dashboard")).ToArray();

        Assert.All(users, user => Assert.Equal(ComposeService.SecretFolder + Assert.Single(user.Secrets), user.Environment["Notifications__KeyFile"]));
        var (name, path) = Assert.Single(_file.SecretFiles);
        Assert.Equal([name], users.SelectMany(user => user.Secrets).Distinct());
        Assert.Equal(Path.Combine(ComposeFile.Repository, "docker", "notifications.key"), path);
        Assert.Contains("/docker/notifications.key", File.ReadLines(Path.Combine(ComposeFile.Repository, ".gitignore")));
    }

    [Fact]
    public void Producer_SendsWhereTheSilosRead()
    {
        var (producer, silo) = (_file.Services["producer"], _file.Services["silo-1"]);

        Assert.Equal(["KAFKA_BOOTSTRAP_SERVERS", "KAFKA_TOPIC"], producer.Environment.Keys.Order());
        Assert.All(producer.Environment, variable => Assert.Equal(silo.Environment[variable.Key], variable.Value));
    }

    [Fact]
    public void Images_NameThePortsThatTheirProgramsListenOn()
    {
        var stages = Dockerfile.Read(Path.Combine(ComposeFile.Repository, "docker", "Dockerfile"));
        var silo = SiloSettings.Read(Configuration(_file.Services["silo-1"], SeedVariables.Names));

        Assert.Equal([silo.Web.MetricsPort, silo.Cluster.SiloPort, silo.Cluster.GatewayPort], Exposed("silo"));
        Assert.Equal([PublishedPort(_file.Services["dashboard"])], Exposed("dashboard"));

        int[] Exposed(string stage) => [.. stages.Single(each => each.Name == stage).Instructions
            .Where(instruction => instruction.Keyword == "EXPOSE")
            .SelectMany(instruction => instruction.Text.Split(' '))
            .Select(port => int.Parse(port, CultureInfo.InvariantCulture))];
    }

    [Fact]
    public void Services_RunWithoutRoot_WithinLimits_AndOnThisMachineOnly()
    {
        var stages = Dockerfile.Read(Path.Combine(ComposeFile.Repository, "docker", "Dockerfile"));
        Assert.Contains(stages.Single(stage => stage.Name == "base").Instructions, instruction => instruction is { Keyword: "USER", Text: "$APP_UID" });
        foreach (var service in _file.Services.Values)
        {
            if (service.BuildTarget is { } target)
            {
                var stage = stages.Single(each => each.Name == target);
                Assert.Equal("base", stage.From);
                Assert.DoesNotContain(stage.Instructions, instruction => instruction.Keyword == "USER");
                Assert.True(service.ReadOnly, service.Name);
                Assert.Equal(["ALL"], service.DroppedCapabilities);
            }
            else
            {
                Assert.True(service.User is not (null or "root" or "0") || WithoutRoot.Contains(service.Image.Split(':')[0]), $"{service.Name} may run as root");
                // A version, so that an update is a decision.
                Assert.Matches(@":v?\d+(\.\d+)*$", service.Image);
            }

            Assert.Matches(@"^\d+[mg]$", service.MemoryLimit);
            Assert.Equal("unless-stopped", service.Restart);
            Assert.All(service.Ports, port => Assert.StartsWith("127.0.0.1:", port, StringComparison.Ordinal));
            Assert.True(service.Health.Count > 0 || service.Name == "producer", $"{service.Name} has no health check");
            Assert.All(service.DependsOn, other => Assert.True(other.Value == "service_healthy" && _file.Services[other.Key].Health.Count > 0, $"{service.Name} needs {other.Key}"));
        }
    }

    [Fact]
    public void Volumes_AreDeclared_AndTheirFilesAreInTheRepository()
    {
        foreach (var (service, volume) in _file.Services.Values.SelectMany(service => service.Volumes.Select(volume => (service, volume.Split(':')))))
        {
            if (volume[0].StartsWith('/'))
            {
                Assert.True(Path.Exists(volume[0]), $"{service.Name}: {volume[0]} does not exist");
                Assert.Equal("ro", volume[2]);
            }
            else
            {
                Assert.Contains(volume[0], _file.Volumes);
            }
        }

        // The data of each of these outlives its container.
        Assert.Equal(["grafana", "kafka", "postgres", "prometheus"], _file.Volumes.Order());
        Assert.Contains($"kafka:{_file.Services["kafka"].Environment["KAFKA_LOG_DIRS"]}:rw", _file.Services["kafka"].Volumes);
    }

    [Fact]
    public void PrometheusAndGrafana_NeedNothingElse()
    {
        var (needed, open) = (new HashSet<string>(), new Queue<string>(["prometheus", "grafana"]));
        while (open.TryDequeue(out var name))
        {
            if (needed.Add(name))
            {
                _file.Services[name].DependsOn.Keys.ToList().ForEach(open.Enqueue);
            }
        }

        Assert.Equal(["grafana", "prometheus"], needed.Order());
    }

    [Fact]
    public void Prometheus_ScrapesTheSilosWhereTheyAnswer()
    {
        var port = SiloSettings.Read(Configuration(_file.Services["silo-1"], SeedVariables.Names)).Web.MetricsPort;
        var targets = File.ReadAllText(Path.Combine(ComposeFile.Repository, "docker", "prometheus", "targets", "silos.yml"));

        Assert.Equal(Of("silo").Select(silo => $"{silo.Name}:{port}").Order(), Target().Matches(targets).Select(match => match.Value).Order());
    }

    private IEnumerable<ComposeService> Of(string target) => _file.Services.Values.Where(service => service.BuildTarget == target);

    private static int PublishedPort(ComposeService service) =>
        int.Parse(Assert.Single(service.Ports).Split(':')[^1].Split('/')[0], CultureInfo.InvariantCulture);

    /// <summary>As the program reads its environment.</summary>
    private static IConfiguration Configuration(ComposeService service, VariableNames names) => new ConfigurationBuilder()
        .AddInMemoryCollection(service.Environment.Select(variable => KeyValuePair.Create(
            names.Names.GetValueOrDefault(variable.Key, variable.Key.Replace("__", ":", StringComparison.Ordinal)), (string?)variable.Value)))
        .Build();

    /// <summary>The settings' reader refuses what is not a setting, but in its sections only.</summary>
    private static void AssertAllKnown(ComposeService service, VariableNames names, params string[] sections) => Assert.All(
        service.Environment.Keys, variable => Assert.True(names.Names.ContainsKey(variable) || sections.Contains(variable.Split("__")[0]), $"{service.Name}: {variable} is not a setting"));

    private void AssertDatabase(string connection)
    {
        var (read, variables) = (new NpgsqlConnectionStringBuilder(connection), _file.Services["postgres"].Environment);
        Assert.Equal(
            ("postgres", 5432, variables["POSTGRES_DB"], variables["POSTGRES_USER"], variables["POSTGRES_PASSWORD"]),
            (read.Host, read.Port, read.Database, read.Username, read.Password));
    }

    [GeneratedRegex(@"silo-[\w-]+:\d+")]
    private static partial Regex Target();
}
