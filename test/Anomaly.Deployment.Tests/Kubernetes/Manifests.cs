using k8s;
using k8s.Models;
using YamlDotNet.RepresentationModel;

namespace Anomaly.Deployment.Tests.Kubernetes;

/// <summary>The objects of a folder, read into Kubernetes' own types: a field that these do not have, or a value of another type, is an error.</summary>
internal sealed class Manifests
{
    private static readonly Dictionary<string, Type> Custom = new()
    {
        ["keda.sh/v1alpha1/ScaledObject"] = typeof(ScaledObject),
        ["monitoring.coreos.com/v1/PodMonitor"] = typeof(PodMonitor),
    };

    private Manifests(IReadOnlyList<object> all) => All = all;

    public IReadOnlyList<object> All { get; }

    public V1StatefulSet Silo => One<V1StatefulSet>();

    public V1Deployment Dashboard => One<V1Deployment>();

    /// <summary>The pods of both programs, by component.</summary>
    public IReadOnlyDictionary<string, V1PodTemplateSpec> Pods => new Dictionary<string, V1PodTemplateSpec> { ["silo"] = Silo.Spec.Template, ["dashboard"] = Dashboard.Spec.Template };

    public static Manifests Build(string folder) => new(Parse(Kustomization.Build(folder)));

    /// <summary>A folder with one component more, as an overlay of it would have.</summary>
    public static Manifests BuildWith(string folder, string component) => new(Parse(Kustomization.Build(folder, component)));

    public static Manifests Read(string file) => new(Parse(Kustomization.Read(Path.Combine(Kustomization.Folder, file))));

    /// <summary>The only object of a type.</summary>
    public T One<T>(string? name = null)
        where T : class => Assert.Single(All.OfType<T>(), each => name is null || each is IKubernetesObject<V1ObjectMeta> { Metadata.Name: var own } && own == name);

    /// <summary>The settings that are no secret, by the name of their map.</summary>
    public IDictionary<string, string> Settings(string map) => One<V1ConfigMap>(map).Data;

    private static object[] Parse(IEnumerable<YamlMappingNode> objects) => [.. objects.SelectMany(each =>
    {
        using var text = new StringWriter();
        new YamlStream(new YamlDocument(each)).Save(text, assignAnchors: false);
        return KubernetesYaml.LoadAllFromString(text.ToString().TrimEnd('.', '\r', '\n'), Custom, strict: true);
    })];
}
