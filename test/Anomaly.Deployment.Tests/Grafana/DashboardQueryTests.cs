using System.Text.RegularExpressions;
using Anomaly.Deployment.Tests.Prometheus;
using Anomaly.Silo.Tests.Servers;

namespace Anomaly.Deployment.Tests.Grafana;

/// <summary>On a busy cluster no panel is empty.</summary>
[Collection(nameof(OnWatchedCluster))]
public sealed partial class DashboardQueryTests(WatchedCluster cluster)
{
    /// <summary>Rates need two scrapes.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    public static TheoryData<string, string> Queries => [.. GrafanaDashboard.All().SelectMany(dashboard => dashboard.Panels.SelectMany(panel => panel.Queries.Select(query => (dashboard.File, $"{panel.Title} {query.Name}"))))];

    public static TheoryData<string, string> Variables => [.. GrafanaDashboard.All().SelectMany(dashboard => dashboard.Variables.Where(variable => variable.Value.Query is not null).Select(variable => (dashboard.File, variable.Key)))];

    [Theory]
    [MemberData(nameof(Queries))]
    public async Task Query_OfAPanel_GivesData(string file, string panelAndQuery)
    {
        var dashboard = GrafanaDashboard.Read(file);
        var (_, expression, legend, _) = dashboard.Panels.SelectMany(panel => panel.Queries.Where(query => $"{panel.Title} {query.Name}" == panelAndQuery)).Single();
        var samples = await Until.AnswersAsync(
            () => cluster.Prometheus.QueryAsync(dashboard.Substitute(expression)), samples => samples.Length > 0, $"'{panelAndQuery}' had data: {expression}", Patience);
        // Each label that the legend names is there, and the legends tell the series apart.
        var names = Placeholder().Matches(legend).Select(match => match.Groups["name"].Value).ToArray();
        Assert.All(samples, sample => Assert.All(names, name => Assert.True(sample.GetProperty("metric").TryGetProperty(name, out _), $"{name} in {sample}")));
        Assert.Equal(samples.Length, samples.Select(sample => string.Join('/', names.Select(name => sample.GetProperty("metric").GetProperty(name).GetString()))).Distinct().Count());
    }

    [Theory]
    [MemberData(nameof(Variables))]
    public async Task Variable_OfADashboard_HasValues(string file, string name)
    {
        var dashboard = GrafanaDashboard.Read(file);
        var query = LabelValues().Match(dashboard.Substitute(dashboard.Variables[name].Query!));
        Assert.True(query.Success, dashboard.Variables[name].Query);
        Assert.NotEmpty(await cluster.Prometheus.LabelValuesAsync(query.Groups["label"].Value, query.Groups["selector"].Value));
    }

    [GeneratedRegex(@"\{\{(?<name>\w+)\}\}")]
    private static partial Regex Placeholder();

    [GeneratedRegex(@"^label_values\((?<selector>.*), (?<label>\w+)\)$")]
    private static partial Regex LabelValues();
}
