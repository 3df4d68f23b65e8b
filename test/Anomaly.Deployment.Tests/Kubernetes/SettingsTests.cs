using System.Globalization;
using Anomaly.Dashboard.Configuration;
using Anomaly.Silo.Settings;
using k8s.Models;
using Microsoft.Extensions.Configuration;

namespace Anomaly.Deployment.Tests.Kubernetes;

/// <summary>The pods' environment is the programs' settings, and their probes ask what answers.</summary>
public sealed class SettingsTests
{
    /// <summary>What the three secrets hold once somebody has set them.</summary>
    internal static IReadOnlyDictionary<string, IReadOnlyDictionary<string, string>> Secrets { get; } = new Dictionary<string, IReadOnlyDictionary<string, string>>
    {
        ["anomaly"] = new Dictionary<string, string> { ["POSTGRES_CONNECTION"] = "Host=postgres;Database=anomaly;Username=anomaly;Password=only-for-tests" },
        ["anomaly-web"] = new Dictionary<string, string> { ["Web__ApiKeys__admin"] = $"admin sha256:{new string('a', 64)}" },
        ["anomaly-kafka"] = Manifests.Read("secrets.example.yaml").One<V1Secret>("anomaly-kafka").StringData.AsReadOnly(),
    };

    [Fact]
    public void Silo_ItsEnvironment_IsItsSettings()
    {
        var manifests = Manifests.Build("base");
        var settings = SiloSettings.Read(Configuration(Environment(manifests, "silo"), SeedVariables.Names, "Kafka", "Storage", "Web", "Cluster", "Notifications"));

        Assert.True(settings.Clustered);
        Assert.Equal(("anomaly-silo-0", "10.1.2.3"), (settings.Cluster.SiloName, settings.Cluster.Address));
        Assert.False(settings.Web.Enabled);
        Assert.Equal("*", settings.Web.MetricsHost);
        Assert.Equal("SASL_SSL", settings.Kafka.Client["security.protocol"]);
        AssertPorts(manifests.Pods["silo"], ("metrics", settings.Web.MetricsPort), ("silo", settings.Cluster.SiloPort), ("gateway", settings.Cluster.GatewayPort));
        AssertKey(manifests.Pods["silo"], settings.Notifications.KeyFile);
        // A start that fails says why before it is ended for taking long.
        Assert.True(Patience(manifests.Pods["silo"].Spec.Containers.Single().StartupProbe) > settings.Kafka.ConnectTimeout + settings.Storage.ConnectTimeout + TimeSpan.FromSeconds(60));
    }

    [Fact]
    public void Dashboard_ItsEnvironment_IsItsSettings_AndItMeetsTheSilos()
    {
        var manifests = Manifests.Build("base");
        var settings = DashboardSettings.Read(Configuration(Environment(manifests, "dashboard"), DashboardSettings.Variables, "Storage", "Web", "Cluster", "Notifications"));
        var silo = SiloSettings.Read(Configuration(Environment(manifests, "silo"), SeedVariables.Names, "Kafka", "Storage", "Web", "Cluster", "Notifications"));

        Assert.Equal("*", settings.Web.Host);
        AssertPorts(manifests.Pods["dashboard"], ("http", settings.Web.Port));
        AssertKey(manifests.Pods["dashboard"], settings.Notifications.KeyFile);
        Assert.Equal(
            (silo.Cluster.ClusterId, silo.Cluster.ServiceId, silo.Storage.Schema, silo.Storage.Postgres, silo.Web.OrleansDashboard),
            (settings.Cluster.ClusterId, settings.Cluster.ServiceId, settings.Storage.Schema, settings.Storage.Postgres, settings.Web.OrleansDashboard));
    }

    [Fact]
    public void Probes_TellAPodThatLives_FromOneThatDoesItsWork()
    {
        foreach (var (component, pod) in Manifests.Build("base").Pods)
        {
            var container = pod.Spec.Containers.Single();
            string live = component == "silo" ? "/metrics" : "/healthz";
            Assert.All([container.StartupProbe, container.LivenessProbe], probe => Assert.Equal((live, container.Ports[0].Name), (probe.HttpGet.Path, probe.HttpGet.Port.Value)));
            Assert.True(Patience(container.LivenessProbe) >= TimeSpan.FromSeconds(60), "a long pause is no reason for a restart");
            Assert.True(Patience(container.ReadinessProbe) <= TimeSpan.FromSeconds(30), component);
            Assert.True(pod.Spec.TerminationGracePeriodSeconds >= 10, "SIGTERM is answered within 5 s");
        }

        Assert.Equal(["healthcheck", "8000", "/metrics", "^worker_up 1"], Manifests.Build("base").Pods["silo"].Spec.Containers.Single().ReadinessProbe.Exec.Command);
        Assert.Equal("/readyz", Manifests.Build("base").Pods["dashboard"].Spec.Containers.Single().ReadinessProbe.HttpGet.Path);
    }

    [Theory]
    [InlineData("keda")]
    [InlineData("hpa")]
    public void Autoscaler_ScalesTheSilos_WithinThePartitions_OneAtATime(string component)
    {
        var manifests = Manifests.BuildWith("base", component);
        var (target, least, most, behavior) = component == "hpa"
            ? Hpa(manifests.One<V2HorizontalPodAutoscaler>().Spec)
            : Keda(manifests.One<ScaledObject>().Spec);

        Assert.Equal((manifests.Silo.ApiVersion, manifests.Silo.Kind, manifests.Silo.Metadata.Name), (target.ApiVersion, target.Kind, target.Name));
        Assert.Null(manifests.Silo.Spec.Replicas);
        Assert.Equal(2, least);
        Assert.InRange(most, least + 1, int.Parse(manifests.Settings("anomaly-silo")["Kafka__Partitions"], CultureInfo.InvariantCulture) / 2);
        Assert.All([behavior.ScaleUp, behavior.ScaleDown], rules => Assert.True(rules.Policies.Single() is { Type: "Pods", Value: 1 }));
        Assert.True(behavior.ScaleDown.StabilizationWindowSeconds >= 600);

        static (V2CrossVersionObjectReference, int, int, V2HorizontalPodAutoscalerBehavior) Hpa(V2HorizontalPodAutoscalerSpec spec) => (spec.ScaleTargetRef, spec.MinReplicas!.Value, spec.MaxReplicas, spec.Behavior);
        static (V2CrossVersionObjectReference, int, int, V2HorizontalPodAutoscalerBehavior) Keda(ScaledObjectSpec spec) => (spec.ScaleTargetRef, spec.MinReplicaCount, spec.MaxReplicaCount, spec.Advanced!.HorizontalPodAutoscalerConfig!.Behavior!);
    }

    /// <summary>As the program reads its environment. All of it must be settings.</summary>
    internal static IConfiguration Configuration(IReadOnlyDictionary<string, string> environment, VariableNames names, params string[] sections)
    {
        Assert.All(environment.Keys, variable => Assert.True(names.Names.ContainsKey(variable) || sections.Contains(variable.Split("__")[0]), $"{variable} is not a setting"));
        return new ConfigurationBuilder()
            .AddInMemoryCollection(environment.Select(variable => KeyValuePair.Create(names.Names.GetValueOrDefault(variable.Key, variable.Key.Replace("__", ":", StringComparison.Ordinal)), (string?)variable.Value)))
            .Build();
    }

    private static Dictionary<string, string> Environment(Manifests manifests, string component) =>
        PodEnvironment.Of(manifests.Pods[component], manifests, Secrets, $"anomaly-{component}-0", "10.1.2.3");

    private static TimeSpan Patience(V1Probe probe) => TimeSpan.FromSeconds(probe.PeriodSeconds!.Value * probe.FailureThreshold!.Value);

    private static void AssertPorts(V1PodTemplateSpec pod, params (string Name, int Port)[] listening) =>
        Assert.Equal(listening, pod.Spec.Containers.Single().Ports.Select(port => (port.Name, port.ContainerPort)));

    private static void AssertKey(V1PodTemplateSpec pod, string file)
    {
        var mount = pod.Spec.Containers.Single().VolumeMounts.Single(each => each.Name == "key");
        var item = pod.Spec.Volumes.Single(volume => volume.Name == "key").Secret.Items.Single();
        Assert.Equal($"{mount.MountPath}/{item.Path}", file);
    }
}
