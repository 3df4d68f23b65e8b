namespace Anomaly.Deployment.Tests.Images;

/// <summary>Reads a Dockerfile: as much of the format as ours has.</summary>
internal static class Dockerfile
{
    public static IReadOnlyList<DockerStage> Read(string path)
    {
        var stages = new List<DockerStage>();
        var arguments = new Dictionary<string, string>();
        foreach (var (keyword, text) in Instructions(File.ReadLines(path)))
        {
            switch (keyword)
            {
                case "ARG" when stages.Count == 0:
                    arguments.Add(text.Split('=')[0], text.Split('=')[1]);
                    break;
                case "FROM":
                    var parts = arguments.Aggregate(text, (all, argument) => all.Replace($"${{{argument.Key}}}", argument.Value, StringComparison.Ordinal)).Split(' ');
                    stages.Add(new(parts is [_, "AS", var name] ? name : throw new FormatException($"FROM {text}: every stage has a name"), parts[0], []));
                    break;
                default:
                    stages[^1] = stages[^1] with { Instructions = [.. stages[^1].Instructions, new(keyword, text)] };
                    break;
            }
        }

        return stages;
    }

    private static IEnumerable<(string Keyword, string Text)> Instructions(IEnumerable<string> lines)
    {
        var whole = "";
        foreach (var line in lines.Select(line => line.Trim()).Where(line => line.Length > 0 && line[0] != '#'))
        {
            whole += line;
            if (whole.EndsWith('\\'))
            {
                whole = whole[..^1];
                continue;
            }

            var space = whole.IndexOf(' ', StringComparison.Ordinal);
            yield return (whole[..space], whole[(space + 1)..].Trim());
            whole = "";
        }
    }
}
