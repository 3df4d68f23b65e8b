using System.Diagnostics;
using System.Globalization;
using System.Text.Json;

namespace Anomaly.Deployment.Tests.Images;

/// <summary>
/// Executes a Dockerfile without an engine: files are copied to a folder that stands for the image, and every <c>RUN</c> line runs on this
/// machine in its working folder. What our base images bring is this machine's (the SDK, the runtime, bash) and the variables that they set.
/// </summary>
internal sealed class ImageBuilder(IReadOnlyList<DockerStage> stages, BuildContext context, string folder)
{
    private static readonly Image BaseImage = new("", "/", new Dictionary<string, string>
    {
        ["APP_UID"] = "1654",
        ["ASPNETCORE_HTTP_PORTS"] = "8080",
        ["DOTNET_RUNNING_IN_CONTAINER"] = "true",
        ["HOME"] = "/home/app",
    }, "", [], []);

    private readonly Dictionary<string, Image> _done = [];

    /// <summary>Builds a stage, and first what it needs.</summary>
    public async Task<Image> BuildAsync(string name, CancellationToken cancellationToken)
    {
        if (_done.TryGetValue(name, out var done))
        {
            return done;
        }

        var stage = stages.Single(each => each.Name == name);
        var image = stages.Any(each => each.Name == stage.From) ? await BuildAsync(stage.From, cancellationToken) : BaseImage;
        image = Fork(image, Path.Combine(folder, name));
        foreach (var (keyword, text) in stage.Instructions)
        {
            image = await ApplyAsync(image, keyword, text, cancellationToken);
        }

        return _done[name] = image;
    }

    private async Task<Image> ApplyAsync(Image image, string keyword, string text, CancellationToken cancellationToken)
    {
        switch (keyword)
        {
            case "WORKDIR":
                Directory.CreateDirectory(image.Root + text);
                return image with { Folder = text };
            case "ENV":
                var variables = text.Split(' ').Select(pair => pair.Split('=', 2)).ToDictionary(pair => pair[0], pair => pair[1].Trim('"'));
                return image with { Environment = image.Environment.Concat(variables).GroupBy(pair => pair.Key).ToDictionary(pair => pair.Key, pair => pair.Last().Value) };
            case "USER":
                return image with { User = text[0] == '$' ? image.Environment[text[1..]] : text };
            case "EXPOSE":
                return image with { Ports = [.. image.Ports, .. text.Split(' ').Select(port => int.Parse(port, CultureInfo.InvariantCulture))] };
            case "ENTRYPOINT":
                return image with { Entrypoint = JsonSerializer.Deserialize<string[]>(text)! };
            case "COPY":
                await CopyAsync(image, text.Split(' '), cancellationToken);
                return image;
            case "RUN":
                await RunAsync(image.Path("."), text, cancellationToken);
                return image;
            default:
                throw new NotSupportedException($"{keyword} {text}");
        }
    }

    private async Task CopyAsync(Image image, string[] words, CancellationToken cancellationToken)
    {
        var options = words.TakeWhile(word => word.StartsWith("--", StringComparison.Ordinal)).Select(word => word.Split('=')).ToDictionary(pair => pair[0], pair => pair[1]);
        var (sources, target) = (words[options.Count..^1], words[^1]);
        var to = image.Path(target) + (target.EndsWith('/') ? "/" : "");
        foreach (var source in sources)
        {
            if (options.TryGetValue("--from", out var stage))
            {
                await ShellAsync($"mkdir -p '{to}' && cp -a '{(await BuildAsync(stage, cancellationToken)).Path(source)}/.' '{to}'", "/", cancellationToken);
            }
            else
            {
                context.Copy(source, to);
            }
        }

        if (options.TryGetValue("--chmod", out var mode))
        {
            await ShellAsync($"chmod {mode} '{to}'", "/", cancellationToken);
        }
    }

    /// <summary>A copy of an image that can be changed; the files are few.</summary>
    private static Image Fork(Image image, string root)
    {
        Directory.CreateDirectory(root);
        foreach (var file in image.Root.Length == 0 ? [] : Directory.GetFiles(image.Root, "*", SearchOption.AllDirectories))
        {
            var copy = Path.Combine(root, Path.GetRelativePath(image.Root, file));
            Directory.CreateDirectory(Path.GetDirectoryName(copy)!);
            File.Copy(file, copy);
        }

        return image with { Root = root };
    }

    private static Task RunAsync(string folder, string command, CancellationToken cancellationToken) => ShellAsync(command, folder, cancellationToken);

    private static async Task ShellAsync(string command, string folder, CancellationToken cancellationToken)
    {
        var start = new ProcessStartInfo("bash") { WorkingDirectory = folder, RedirectStandardOutput = true, RedirectStandardError = true };
        start.ArgumentList.Add("-c");
        start.ArgumentList.Add(command);
        // A build server would outlive the test.
        start.Environment["MSBUILDDISABLENODEREUSE"] = "1";
        start.Environment["DOTNET_CLI_USE_MSBUILD_SERVER"] = "0";
        using var process = Process.Start(start)!;
        var (output, errors) = (process.StandardOutput.ReadToEndAsync(cancellationToken), process.StandardError.ReadToEndAsync(cancellationToken));
        await process.WaitForExitAsync(cancellationToken);
        if (process.ExitCode != 0)
        {
            throw new InvalidOperationException($"RUN {command} ended with {process.ExitCode}:\n{await output}\n{await errors}");
        }
    }
}
