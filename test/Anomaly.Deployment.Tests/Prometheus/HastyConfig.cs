using System.Globalization;
using System.Text.RegularExpressions;

namespace Anomaly.Deployment.Tests.Prometheus;

/// <summary>
/// Makes a copy of the checked-in configuration and rules that a test can run. What is changed: the paths of rules and targets,
/// Prometheus' own address, and time. <c>scrape_interval</c>, <c>evaluation_interval</c> and each alert's <c>for</c> are divided by
/// <see cref="Haste"/>; a scrape may take as long as the interval is. Expressions are what they are, with their ranges.
/// </summary>
internal static partial class HastyConfig
{
    /// <summary>How much faster than in operation it is looked.</summary>
    public const int Haste = 10;

    /// <summary>Writes the copy.</summary>
    /// <param name="folder">Where to.</param>
    /// <param name="address">Where Prometheus will listen.</param>
    /// <returns>The configuration's path.</returns>
    public static async Task<string> WriteAsync(string folder, string address)
    {
        var cancellationToken = TestContext.Current.CancellationToken;
        foreach (var file in CheckedIn.In("rules"))
        {
            var rules = For().Replace(await File.ReadAllTextAsync(file, cancellationToken), Faster);
            await File.WriteAllTextAsync(Path.Combine(Directory.CreateDirectory(Path.Combine(folder, "rules")).FullName, Path.GetFileName(file)), rules, cancellationToken);
        }

        Directory.CreateDirectory(Path.Combine(folder, "targets"));
        var config = await File.ReadAllTextAsync(Path.Combine(CheckedIn.Prometheus, "prometheus.yml"), cancellationToken);
        config = Interval().Replace(config, Faster);
        config = Timeout().Replace(config, "");
        config = Replace(config, "/etc/prometheus/", folder + "/");
        config = Replace(config, "localhost:9090", address);
        var path = Path.Combine(folder, "prometheus.yml");
        await File.WriteAllTextAsync(path, config, cancellationToken);
        return path;
    }

    private static string Replace(string text, string old, string with)
    {
        Assert.Contains(old, text, StringComparison.Ordinal);
        return text.Replace(old, with, StringComparison.Ordinal);
    }

    private static string Faster(Match match)
    {
        var seconds = int.Parse(match.Groups["number"].ValueSpan, CultureInfo.InvariantCulture) * (match.Groups["unit"].Value == "m" ? 60 : 1);
        return string.Create(CultureInfo.InvariantCulture, $"{match.Groups["what"].Value}{seconds * 1000 / Haste}ms");
    }

    [GeneratedRegex(@"(?<what>(scrape|evaluation)_interval: )(?<number>\d+)(?<unit>[ms])")]
    private static partial Regex Interval();

    [GeneratedRegex(@"(?<what>^\s+for: )(?<number>\d+)(?<unit>[ms])", RegexOptions.Multiline)]
    private static partial Regex For();

    [GeneratedRegex(@"^\s*scrape_timeout: .*\n", RegexOptions.Multiline)]
    private static partial Regex Timeout();
}
