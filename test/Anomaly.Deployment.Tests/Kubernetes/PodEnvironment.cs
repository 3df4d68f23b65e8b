using k8s.Models;

namespace Anomaly.Deployment.Tests.Kubernetes;

/// <summary>The environment that a container gets, as the kubelet puts it together.</summary>
internal static class PodEnvironment
{
    /// <summary>The variables of a pod's only container.</summary>
    /// <param name="pod">The pod.</param>
    /// <param name="manifests">Where the maps of settings are.</param>
    /// <param name="secrets">The secrets by name, then by key; one that is absent must be optional.</param>
    /// <param name="name">The pod's name.</param>
    /// <param name="address">The pod's address.</param>
    /// <returns>The variables.</returns>
    public static Dictionary<string, string> Of(
        V1PodTemplateSpec pod, Manifests manifests, IReadOnlyDictionary<string, IReadOnlyDictionary<string, string>> secrets, string name, string address)
    {
        var container = Assert.Single(pod.Spec.Containers);
        Dictionary<string, string> variables = [];
        foreach (var source in container.EnvFrom)
        {
            foreach (var (key, value) in source.ConfigMapRef is { } map ? manifests.Settings(map.Name) : Secret(source.SecretRef))
            {
                variables[key] = value;
            }
        }

        foreach (var variable in container.Env)
        {
            variables[variable.Name] = variable.Value ?? variable.ValueFrom switch
            {
                { FieldRef.FieldPath: "metadata.name" } => name,
                { FieldRef.FieldPath: "status.podIP" } => address,
                { SecretKeyRef: { } secret } => secrets[secret.Name][secret.Key],
                _ => throw new NotSupportedException(variable.Name),
            };
        }

        return variables;

        IEnumerable<KeyValuePair<string, string>> Secret(V1SecretEnvSource secret)
        {
            if (secrets.TryGetValue(secret.Name, out var found))
            {
                return found;
            }

            Assert.True(secret.Optional, $"{secret.Name} is needed and not there");
            return [];
        }
    }
}
