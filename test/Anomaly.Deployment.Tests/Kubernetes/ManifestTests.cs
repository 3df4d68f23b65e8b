using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Anomaly.Deployment.Tests.Compose;
using Anomaly.Deployment.Tests.Images;
using k8s.Models;

namespace Anomaly.Deployment.Tests.Kubernetes;

/// <summary>The objects are what Kubernetes takes, and fit each other, the Dockerfile and the network.</summary>
public sealed class ManifestTests
{
    /// <summary>What is in a cluster already, or is made by somebody else.</summary>
    private static readonly string[] Secrets = ["anomaly", "anomaly-web", "anomaly-kafka"];

    public static TheoryData<string> Folders => ["base", "example", "test-hpa"];

    [Theory]
    [MemberData(nameof(Folders))]
    public void Objects_AreOfOneNamespace_AndSelectorsMeetTheirPods(string folder)
    {
        var manifests = Build(folder);

        Assert.All(manifests.All, each => Assert.Equal(each is V1Namespace ? null : "anomaly", Metadata(each).NamespaceProperty));
        Assert.Equal("anomaly", manifests.One<V1Namespace>().Metadata.Name);
        foreach (var (component, pod) in manifests.Pods)
        {
            var labels = pod.Metadata.Labels;
            Assert.Equal(component, labels["app.kubernetes.io/component"]);
            var (selector, budget) = component == "silo" ? (manifests.Silo.Spec.Selector, manifests.One<V1PodDisruptionBudget>().Spec.Selector) : (manifests.Dashboard.Spec.Selector, manifests.Dashboard.Spec.Selector);
            Assert.All([selector.MatchLabels, budget.MatchLabels, manifests.One<V1Service>($"anomaly-{component}").Spec.Selector, manifests.One<V1NetworkPolicy>($"anomaly-{component}").Spec.PodSelector.MatchLabels], wanted => AssertSelects(wanted, labels));
            Assert.All(pod.Spec.TopologySpreadConstraints ?? [], spread => AssertSelects(spread.LabelSelector.MatchLabels, labels));
        }

        Assert.Equal(manifests.One<V1Service>("anomaly-silo").Metadata.Name, manifests.Silo.Spec.ServiceName);
        Assert.True(manifests.One<V1Service>("anomaly-silo").Spec is { ClusterIP: "None", PublishNotReadyAddresses: true });
        Assert.Equal((1, "AlwaysAllow"), (int.Parse(manifests.One<V1PodDisruptionBudget>().Spec.MaxUnavailable.Value, CultureInfo.InvariantCulture), manifests.One<V1PodDisruptionBudget>().Spec.UnhealthyPodEvictionPolicy));
    }

    [Fact]
    public void Pods_MayDoNoMoreThanTheyNeed()
    {
        var manifests = Build("base");

        foreach (var (component, pod) in manifests.Pods)
        {
            var container = Assert.Single(pod.Spec.Containers);
            Assert.True(pod.Spec.SecurityContext is { RunAsNonRoot: true, RunAsUser: 1654, RunAsGroup: 1654, FsGroup: 1654, SeccompProfile.Type: "RuntimeDefault" }, component);
            Assert.True(container.SecurityContext is { AllowPrivilegeEscalation: false, ReadOnlyRootFilesystem: true, Privileged: null }, component);
            Assert.Equal(["ALL"], container.SecurityContext.Capabilities.Drop);
            Assert.True(pod.Spec is { AutomountServiceAccountToken: false, EnableServiceLinks: false, HostNetwork: null, HostPID: null, HostIPC: null }, component);
            Assert.True(container.Resources.Requests.ContainsKey("cpu") && container.Resources.Limits["memory"].Equals(container.Resources.Requests["memory"]), component);
            Assert.Equal("restricted", manifests.One<V1Namespace>().Metadata.Labels["pod-security.kubernetes.io/enforce"]);
            // The user of the key's file is root; the group is ours.
            Assert.All(pod.Spec.Volumes.Where(volume => volume.Secret is not null), volume => Assert.Equal(Convert.ToInt32("440", 8), volume.Secret.DefaultMode));
            Assert.Equal(container.VolumeMounts.Select(mount => mount.Name).Order(), pod.Spec.Volumes.Select(volume => volume.Name).Order());
        }
    }

    [Fact]
    public void Ports_AreThoseOfTheImages_AndReachableByThoseWhoNeedThem()
    {
        var manifests = Build("base");
        var stages = Dockerfile.Read(Path.Combine(ComposeFile.Repository, "docker", "Dockerfile"));
        foreach (var (component, pod) in manifests.Pods)
        {
            var container = Assert.Single(pod.Spec.Containers);
            var exposed = stages.Single(stage => stage.Name == component).Instructions.Where(instruction => instruction.Keyword == "EXPOSE").SelectMany(instruction => instruction.Text.Split(' '));
            Assert.Equal(exposed, container.Ports.Select(port => port.ContainerPort.ToString(CultureInfo.InvariantCulture)));
            string[] names = [.. container.Ports.Select(port => port.Name)];
            Assert.All(manifests.One<V1Service>($"anomaly-{component}").Spec.Ports, port => Assert.Contains(port.TargetPort.Value, names));
            var rules = manifests.One<V1NetworkPolicy>($"anomaly-{component}").Spec.Ingress;
            Assert.Equal(names.Order(), rules.SelectMany(rule => rule.Ports).Select(port => port.Port.Value).Order());
            // A rule without a source lets everybody in.
            Assert.All(rules, rule => Assert.NotEmpty(rule.FromProperty));
        }

        Assert.Equal(["silo"], Sources("silo"));
        Assert.Equal(["dashboard", "client"], Sources("gateway"));

        IEnumerable<string> Sources(string port) => manifests.One<V1NetworkPolicy>("anomaly-silo").Spec.Ingress.Single(rule => rule.Ports.Single().Port.Value == port)
            .FromProperty.Select(peer => peer.PodSelector.MatchLabels["app.kubernetes.io/component"]);
    }

    [Fact]
    public void Secrets_ThatPodsNeed_AreTheExamplesWithTheirKeys()
    {
        var secrets = Manifests.Read("secrets.example.yaml").All.Cast<V1Secret>().ToDictionary(secret => secret.Metadata.Name);
        Assert.Equal(Secrets.Order(), secrets.Keys.Order());
        Assert.All(secrets.Values, secret => Assert.Equal("anomaly", secret.Metadata.NamespaceProperty));
        foreach (var pod in Build("base").Pods.Values)
        {
            var container = pod.Spec.Containers.Single();
            Assert.All(container.EnvFrom.Where(source => source.SecretRef is not null), source => Assert.Contains(source.SecretRef.Name, secrets.Keys));
            Assert.All(container.Env.Where(variable => variable.ValueFrom.SecretKeyRef is not null), variable => Assert.Contains(variable.ValueFrom.SecretKeyRef.Key, secrets[variable.ValueFrom.SecretKeyRef.Name].StringData.Keys));
            Assert.All(pod.Spec.Volumes.Where(volume => volume.Secret is not null), volume => Assert.All(volume.Secret.Items, item => Assert.Contains(item.Key, secrets[volume.Secret.SecretName].StringData.Keys)));
        }

        // What is to be set cannot work as it stands.
        Assert.All(secrets.Values.SelectMany(secret => secret.StringData).Where(pair => !pair.Key.EndsWith(".protocol", StringComparison.Ordinal) && !pair.Key.EndsWith(".mechanism", StringComparison.Ordinal)), pair => Assert.Contains("SET_ME", pair.Value, StringComparison.Ordinal));
        Assert.Contains("/docker/kubernetes/secrets.yaml", File.ReadLines(Path.Combine(ComposeFile.Repository, ".gitignore")));
    }

    [Fact]
    public void Example_NamesAVersionOfEachImage_AndLeadsInByTheDashboardsService()
    {
        var manifests = Build("example");

        Assert.All(manifests.Pods, pod => Assert.Matches($@"^registry\.example\.org/anomaly-{pod.Key}:\d+\.\d+\.\d+$", pod.Value.Spec.Containers.Single().Image));
        var backend = manifests.One<V1Ingress>().Spec.Rules.Single().Http.Paths.Single().Backend.Service;
        var service = manifests.One<V1Service>(backend.Name);
        Assert.Contains(service.Spec.Ports, port => port.Name == backend.Port.Name);
        Assert.Equal(manifests.One<V1Ingress>().Spec.Rules.Select(rule => rule.Host), manifests.One<V1Ingress>().Spec.Tls.SelectMany(tls => tls.Hosts));
        Assert.Equal("true", service.Metadata.Annotations["traefik.ingress.kubernetes.io/service.sticky.cookie"]);
    }

    /// <summary>Only where a kubectl with kustomize 4 or newer is: <c>-explicit only</c>.</summary>
    [Theory(Explicit = true)]
    [InlineData("base")]
    [InlineData("example")]
    public async Task Build_ByKubectl_IsTheSame(string folder)
    {
        var start = new System.Diagnostics.ProcessStartInfo("kubectl", ["kustomize", Path.Combine(Kustomization.Folder, folder)]) { RedirectStandardOutput = true };
        using var process = System.Diagnostics.Process.Start(start)!;
        var file = Path.GetTempFileName();
        await File.WriteAllTextAsync(file, await process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken), TestContext.Current.CancellationToken);

        Assert.Equal(Texts(Build(folder).All), Texts(Manifests.Read(file).All));
        File.Delete(file);

        static IEnumerable<string> Texts(IEnumerable<object> all) => all.Select(each => Sorted(JsonSerializer.SerializeToNode(each, each.GetType()))!.ToJsonString()).Order();

        static JsonNode? Sorted(JsonNode? node) => node switch
        {
            JsonObject map => new JsonObject(map.OrderBy(pair => pair.Key, StringComparer.Ordinal).Select(pair => KeyValuePair.Create(pair.Key, Sorted(pair.Value)))),
            JsonArray list => new JsonArray([.. list.Select(Sorted)]),
            _ => node?.DeepClone(),
        };
    }

    internal static Manifests Build(string folder) => folder == "test-hpa" ? Manifests.BuildWith("base", "hpa") : Manifests.Build(folder);

    private static V1ObjectMeta Metadata(object each) => each switch
    {
        k8s.IKubernetesObject<V1ObjectMeta> known => known.Metadata,
        ScaledObject scaled => scaled.Metadata,
        PodMonitor monitor => monitor.Metadata,
        _ => throw new NotSupportedException(each.ToString()),
    };

    private static void AssertSelects(IDictionary<string, string> selector, IDictionary<string, string> labels)
    {
        Assert.NotEmpty(selector);
        Assert.All(selector, pair => Assert.Equal(pair.Value, labels[pair.Key]));
    }
}
