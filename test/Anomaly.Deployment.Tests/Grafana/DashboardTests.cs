using Anomaly.Deployment.Tests.Prometheus;

namespace Anomaly.Deployment.Tests.Grafana;

/// <summary>What every dashboard and panel has.</summary>
public sealed class DashboardTests
{
    private const int Columns = 24;

    public static TheoryData<string> Files => [.. GrafanaDashboard.All().Select(dashboard => dashboard.File)];

    [Fact]
    public void Uids_OfAllDashboards_Differ()
    {
        var uids = GrafanaDashboard.All().Select(dashboard => dashboard.Json.GetProperty("uid").GetString()).ToArray();
        Assert.InRange(uids.Length, 2, 10);
        Assert.Equal(uids.Length, uids.Distinct().Count());
    }

    [Theory]
    [MemberData(nameof(Files))]
    public void Dashboard_IsComplete_AndBelongsToNoInstallation(string file)
    {
        var json = GrafanaDashboard.Read(file).Json;
        Assert.False(json.TryGetProperty("id", out _), "an id is of one installation");
        Assert.False(json.TryGetProperty("__inputs", out _), "an export for sharing asks for the data source");
        Assert.NotEqual("", json.GetProperty("title").GetString());
        Assert.NotEqual("", json.GetProperty("description").GetString());
        Assert.InRange(json.GetProperty("schemaVersion").GetInt32(), 39, 42);
        var uids = GrafanaDashboard.All().Select(dashboard => $"/d/{dashboard.Json.GetProperty("uid").GetString()}").ToArray();
        Assert.All(json.GetProperty("links").EnumerateArray(), link => Assert.Contains(link.GetProperty("url").GetString(), uids));
    }

    [Theory]
    [MemberData(nameof(Files))]
    public void Panels_HaveIdsOfTheirOwn_AndDoNotOverlap(string file)
    {
        var panels = GrafanaDashboard.Read(file).Panels;
        Assert.Equal(panels.Length, panels.Select(panel => panel.Id).Distinct().Count());
        Assert.All(panels, panel => Assert.True(panel.Place is { X: >= 0, Y: >= 0, Width: > 0, Height: > 0 } place && place.X + place.Width <= Columns, panel.Title));
        var overlaps = panels.SelectMany((panel, index) => panels.Skip(index + 1).Where(panel.Overlaps).Select(other => $"{panel.Title} / {other.Title}"));
        Assert.Empty(overlaps);
    }

    [Theory]
    [MemberData(nameof(Files))]
    public void Panels_HaveUnitDescriptionAndLegend_AndReadTheProvisionedDataSource(string file)
    {
        var provisioned = File.ReadAllText(Path.Combine(CheckedIn.Grafana, "provisioning", "datasources", "prometheus.yml"));
        Assert.All(GrafanaDashboard.Read(file).Panels.Where(panel => !panel.IsRow), panel =>
        {
            Assert.NotEqual("", panel.Title);
            Assert.NotEqual("", panel.Unit);
            Assert.NotEqual("", panel.Description);
            Assert.NotEmpty(panel.Queries);
            Assert.All(panel.Queries, query =>
            {
                Assert.NotEqual("", query.Legend);
                Assert.Contains($"uid: {query.Source} ", provisioned, StringComparison.Ordinal);
            });
        });
    }

    [Theory]
    [MemberData(nameof(Files))]
    public void Variables_InQueries_AreThoseOfTheDashboard(string file)
    {
        var dashboard = GrafanaDashboard.Read(file);
        Assert.All(dashboard.Expressions, expression => Assert.DoesNotContain("$", expression, StringComparison.Ordinal));
        var queries = dashboard.Panels.SelectMany(panel => panel.Queries).Select(query => query.Expression).ToArray();
        Assert.All(dashboard.Variables.Keys, name => Assert.Contains(queries, query => query.Contains("$" + name, StringComparison.Ordinal)));
    }
}
