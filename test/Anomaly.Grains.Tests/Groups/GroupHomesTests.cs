using Anomaly.Grains.Interfaces.Settings;
using Anomaly.Grains.Settings;

namespace Anomaly.Grains.Tests.Groups;

public sealed class GroupHomesTests
{
    private static readonly string Defaults = SeriesSettings.From(new DetectionOptions()).Stamped.Text;

    private static readonly SettingsDocument Before = new() { Defaults = Defaults };

    [Fact]
    public async Task Check_GroupInTwoPartitions_IsRefusedAtTheFieldWithTheRemedy()
    {
        var errors = await CheckAsync(new SpreadCatalog(("a.cpu", "a", 1), ("a.load", "a", 1), ("a.net", "a", 3)), Before, "*");

        var (path, complaint) = Assert.Single(errors);
        Assert.Equal("[1].settings.group.by", path);
        Assert.Equal(
            "is 'host', but the series of host 'a' arrive in the partitions 1 (a.cpu, a.load) and 3 (a.net), and a group must be in one; send the series of one host with the host as record key",
            Assert.Single(complaint));
    }

    [Fact]
    public async Task Check_SeriesThatTheRuleDoesNotMatch_DoNotCount() =>
        Assert.Empty(await CheckAsync(new SpreadCatalog(("a.cpu", "a", 1), ("a.net", "a", 3)), Before, "*.cpu"));

    [Fact]
    public async Task Check_RuleThatWasThereBefore_IsNotAskedAgain()
    {
        var catalog = new SpreadCatalog(("a.cpu", "a", 1), ("a.net", "a", 3));

        Assert.Empty(await CheckAsync(catalog, Before with { Rules = Rules("*") }, "*"));
        Assert.Equal(0, catalog.Asked);
    }

    private static async Task<IReadOnlyDictionary<string, string[]>> CheckAsync(SpreadCatalog catalog, SettingsDocument before, string pattern)
    {
        var errors = new SettingsErrors();
        await GroupHomes.CheckAsync(Before with { Rules = Rules(pattern) }, before, catalog, errors, TestContext.Current.CancellationToken);
        return errors.ByPath;
    }

    private static SeriesRule[] Rules(string pattern) =>
    [
        new SeriesRule { Name = "first", Match = new RuleMatch { Series = "none" } },
        new SeriesRule { Name = "grouped", Match = new RuleMatch { Series = pattern }, Settings = """{"group":{"by":"host"}}""" },
    ];
}
