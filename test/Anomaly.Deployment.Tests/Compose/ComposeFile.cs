using System.Diagnostics;
using YamlDotNet.RepresentationModel;

namespace Anomaly.Deployment.Tests.Compose;

/// <summary><c>docker/compose.yaml</c> as docker-compose resolves it: variables filled in, anchors merged.</summary>
internal sealed class ComposeFile
{
    private ComposeFile(YamlMappingNode root)
    {
        Services = ((YamlMappingNode)root["services"]).ToDictionary(service => service.Key.ToString(), service => new ComposeService(service.Key.ToString(), (YamlMappingNode)service.Value));
        Volumes = [.. ((YamlMappingNode)root["volumes"]).Select(volume => volume.Key.ToString())];
        SecretFiles = ((YamlMappingNode)root["secrets"]).ToDictionary(secret => secret.Key.ToString(), secret => secret.Value["file"].ToString());
    }

    /// <summary>The repository's root.</summary>
    public static string Repository { get; } = FindRepository();

    /// <summary>The secrets that the file asks for.</summary>
    public static IReadOnlyDictionary<string, string> Secrets { get; } = new Dictionary<string, string>
    {
        ["POSTGRES_PASSWORD"] = "only-for-tests",
        ["GRAFANA_PASSWORD"] = "only-for-tests-too",
    };

    public IReadOnlyDictionary<string, ComposeService> Services { get; }

    public IReadOnlyList<string> Volumes { get; }

    /// <summary>The files of secrets, by name.</summary>
    public IReadOnlyDictionary<string, string> SecretFiles { get; }

    /// <summary>Why the file cannot be resolved here; null where it can.</summary>
    public static string? WhyMissing => File.Exists("/usr/bin/docker-compose") ? null : "no docker-compose here; run test/install-deployment.sh";

    public static async Task<ComposeFile> ReadAsync()
    {
        var (code, output, errors) = await ConfigAsync(Secrets);
        Assert.True(code == 0, errors);
        var yaml = new YamlStream();
        yaml.Load(new StringReader(output));
        return new((YamlMappingNode)yaml.Documents[0].RootNode);
    }

    /// <summary>What <c>docker-compose config</c> says of the file with these variables.</summary>
    public static async Task<(int ExitCode, string Output, string Errors)> ConfigAsync(IReadOnlyDictionary<string, string> variables)
    {
        var start = new ProcessStartInfo("docker-compose") { RedirectStandardOutput = true, RedirectStandardError = true };
        // As it is before somebody has filled it in; an .env of whoever runs the tests stays out of it.
        var docker = Path.Combine(Repository, "docker");
        foreach (var argument in (string[])["--env-file", Path.Combine(docker, ".env.example"), "-f", Path.Combine(docker, "compose.yaml"), "config"])
        {
            start.ArgumentList.Add(argument);
        }

        foreach (var (name, value) in variables)
        {
            start.Environment[name] = value;
        }

        using var process = Process.Start(start)!;
        var (output, errors) = (process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        await process.WaitForExitAsync();
        return (process.ExitCode, await output, await errors);
    }

    private static string FindRepository()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "Anomaly.sln")))
        {
            folder = folder.Parent ?? throw new DirectoryNotFoundException($"no Anomaly.sln above {AppContext.BaseDirectory}");
        }

        return folder.FullName;
    }
}
