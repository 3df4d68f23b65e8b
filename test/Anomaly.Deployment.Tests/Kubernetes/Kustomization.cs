using System.Globalization;
using Anomaly.Deployment.Tests.Compose;
using YamlDotNet.RepresentationModel;

namespace Anomaly.Deployment.Tests.Kubernetes;

/// <summary>
/// Builds a folder of <c>docker/kubernetes</c> as <c>kubectl kustomize</c> does, as far as our folders go: resources, components, patches by
/// JSON Pointer, images and the namespace. Whatever else a file has is refused, so that nothing is silently left out.
/// </summary>
internal static class Kustomization
{
    private static readonly string[] Known = ["apiVersion", "kind", "namespace", "resources", "components", "images", "patches"];

    /// <summary>Kinds that are in no namespace.</summary>
    private static readonly string[] Global = ["Namespace"];

    /// <summary>The folder of the manifests.</summary>
    public static string Folder { get; } = Path.Combine(ComposeFile.Repository, "docker", "kubernetes");

    /// <summary>The objects that a folder comes to, and components with it in an overlay.</summary>
    public static List<YamlMappingNode> Build(string folder, params string[] components)
    {
        List<YamlMappingNode> objects = [];
        Add(Path.Combine(Folder, folder), objects);
        foreach (var component in components)
        {
            Add(Path.Combine(Folder, "components", component), objects);
            Name(objects, Read(Path.Combine(Folder, folder, "kustomization.yaml")).Single());
        }

        return objects;
    }

    /// <summary>All objects of a file.</summary>
    public static IEnumerable<YamlMappingNode> Read(string file)
    {
        var yaml = new YamlStream();
        using var reader = new StreamReader(file);
        yaml.Load(reader);
        return yaml.Documents.Select(document => (YamlMappingNode)document.RootNode);
    }

    /// <summary>A text of an object by its path, such as <c>metadata/name</c>; null where it is absent.</summary>
    public static string? Text(YamlNode node, string path) => Find(node, path.Split('/'))?.ToString();

    private static void Add(string folder, List<YamlMappingNode> objects)
    {
        var file = Read(Path.Combine(folder, "kustomization.yaml")).Single();
        Assert.Empty(file.Children.Keys.Select(key => key.ToString()).Except(Known));
        foreach (var resource in List(file, "resources").Select(each => Path.Combine(folder, each.ToString())))
        {
            if (Directory.Exists(resource))
            {
                List<YamlMappingNode> inner = [];
                Add(resource, inner);
                objects.AddRange(inner);
            }
            else
            {
                objects.AddRange(Read(resource));
            }
        }

        // A component changes what was there before it.
        foreach (var component in List(file, "components"))
        {
            Add(Path.Combine(folder, component.ToString()), objects);
        }

        foreach (var patch in List(file, "patches"))
        {
            Patch(objects, patch);
        }

        Name(objects, file);
    }

    private static void Patch(List<YamlMappingNode> objects, YamlNode patch)
    {
        var (kind, name) = (Text(patch, "target/kind"), Text(patch, "target/name"));
        var target = objects.Single(each => Text(each, "kind") == kind && Text(each, "metadata/name") == name);
        var yaml = new YamlStream();
        yaml.Load(new StringReader(Text(patch, "patch")!));
        foreach (var step in (YamlSequenceNode)yaml.Documents[0].RootNode)
        {
            var path = Text(step, "path")!.Trim('/').Split('/');
            var parent = (YamlMappingNode)Find(target, path.AsSpan(..^1))!;
            var key = new YamlScalarNode(path[^1]);
            var there = parent.Children.ContainsKey(key);
            switch (Text(step, "op"))
            {
                case "remove" when there: parent.Children.Remove(key); break;
                case "replace" when there: parent.Children[key] = step["value"]; break;
                case "add" when !there: parent.Children[key] = step["value"]; break;
                default: Assert.Fail($"{kind} {name}: {step}"); break;
            }
        }
    }

    private static void Name(List<YamlMappingNode> objects, YamlMappingNode file)
    {
        foreach (var each in objects)
        {
            if (Text(file, "namespace") is { } space && !Global.Contains(Text(each, "kind")))
            {
                ((YamlMappingNode)each["metadata"]).Children[new YamlScalarNode("namespace")] = new YamlScalarNode(space);
            }

            foreach (var container in Find(each, ["spec", "template", "spec", "containers"]) as YamlSequenceNode ?? [])
            {
                if (List(file, "images").FirstOrDefault(image => Text(image, "name") == Text(container, "image")) is { } image)
                {
                    ((YamlMappingNode)container).Children[new YamlScalarNode("image")] = new YamlScalarNode($"{Text(image, "newName")}:{Text(image, "newTag")}");
                }
            }
        }
    }

    private static IEnumerable<YamlNode> List(YamlNode node, string key) => Find(node, [key]) as YamlSequenceNode ?? [];

    private static YamlNode? Find(YamlNode? node, ReadOnlySpan<string> path)
    {
        foreach (var key in path)
        {
            node = node switch
            {
                YamlMappingNode map => map.Children.TryGetValue(new YamlScalarNode(key), out var value) ? value : null,
                YamlSequenceNode list => list.Children[int.Parse(key, CultureInfo.InvariantCulture)],
                _ => null,
            };
        }

        return node;
    }
}
