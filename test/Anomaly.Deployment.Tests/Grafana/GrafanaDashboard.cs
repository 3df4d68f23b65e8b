using System.Text.Json;
using Anomaly.Deployment.Tests.Prometheus;

namespace Anomaly.Deployment.Tests.Grafana;

/// <summary>A dashboard as it is checked in.</summary>
internal sealed class GrafanaDashboard(string file, JsonElement json)
{
    private const string RateInterval = "$__rate_interval";

    public string File { get; } = file;

    public JsonElement Json { get; } = json;

    public Panel[] Panels { get; } = [.. json.GetProperty("panels").EnumerateArray().Select(panel => new Panel(panel))];

    /// <summary>The variables by name: what is put into a query, and the query that lists the values, where there is one.</summary>
    public Dictionary<string, (string Value, string? Query)> Variables { get; } = json.GetProperty("templating").GetProperty("list").EnumerateArray().ToDictionary(
        variable => variable.GetProperty("name").GetString()!,
        variable => variable.GetProperty("type").GetString() == "query"
            ? (variable.GetProperty("allValue").GetString()!, variable.GetProperty("definition").GetString())
            : (variable.GetProperty("current").GetProperty("value").GetString()!, null));

    /// <summary>All expressions, of panels and annotations, as they are sent.</summary>
    public IEnumerable<string> Expressions => Panels.SelectMany(panel => panel.Queries).Select(query => query.Expression)
        .Concat(Json.GetProperty("annotations").GetProperty("list").EnumerateArray().Where(annotation => annotation.TryGetProperty("expr", out _)).Select(annotation => annotation.GetProperty("expr").GetString()!))
        .Select(Substitute);

    public static IEnumerable<GrafanaDashboard> All() => Directory.GetFiles(Path.Combine(CheckedIn.Grafana, "dashboards"), "*.json").Order(StringComparer.Ordinal).Select(Read);

    public static GrafanaDashboard Read(string file)
    {
        using var document = JsonDocument.Parse(System.IO.File.ReadAllText(Path.Combine(CheckedIn.Grafana, "dashboards", file)));
        return new(Path.GetFileName(file), document.RootElement.Clone());
    }

    /// <summary>Puts in what Grafana does where everything is chosen: a variable's <c>allValue</c>, and four scrape intervals for a rate.</summary>
    public string Substitute(string expression)
    {
        var text = expression.Replace(RateInterval, "40s", StringComparison.Ordinal);
        foreach (var (name, (value, _)) in Variables)
        {
            text = text.Replace("$" + name, value, StringComparison.Ordinal);
        }

        return text;
    }
}
