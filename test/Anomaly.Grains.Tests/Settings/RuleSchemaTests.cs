using Anomaly.Grains.Interfaces.Settings;
using Anomaly.Grains.Settings;

namespace Anomaly.Grains.Tests.Settings;

public sealed class RuleSchemaTests
{
    private static readonly string Defaults = SeriesSettings.From(new DetectionOptions()).Stamped.Text;

    [Theory]
    [InlineData("", "is '';")]
    [InlineData("  ", "is '  ';")]
    [InlineData("a\nb", "must be a text of 1 to 100 characters")]
    [InlineData("default", "stands for no rule")]
    [InlineData("taken", "a second time")]
    public void Read_NameNotPossible_SaysWhy(string name, string complaint) =>
        AssertError(new SeriesRule { Name = name }, "[1].name", complaint);

    [Theory]
    [InlineData("(", "is '('")]
    [InlineData(")|(", "is ')|('")]
    [InlineData("(?=a)b", "regular expression without look-around and back-references")]
    [InlineData(@"(a)\1", "regular expression without look-around and back-references")]
    [InlineData("(?#", "is '(?#'")]
    public void Read_LabelNotPossible_SaysWhy(string pattern, string complaint) =>
        AssertError(new SeriesRule { Name = "a", Match = new RuleMatch { Labels = new Dictionary<string, string> { ["host"] = pattern } } }, "[1].match.labels.host", complaint);

    [Fact]
    public void Read_EmptyPattern_SaysWhatItMayBe() =>
        AssertError(new SeriesRule { Name = "a", Match = new RuleMatch { Series = "" } }, "[1].match.series", "* stands for any text");

    [Fact]
    public void Read_TooMany_SaysHowManyMayBe()
    {
        var errors = new SettingsErrors();
        RuleSchema.Read([.. Enumerable.Range(0, 1001).Select(i => new SeriesRule { Name = $"rule {i}" })], Defaults, errors);
        Assert.Contains("at most 1000", errors.ByPath["rules"][0], StringComparison.Ordinal);
    }

    private static void AssertError(SeriesRule rule, string path, string complaint)
    {
        var errors = new SettingsErrors();
        RuleSchema.Read([new SeriesRule { Name = "taken" }, rule], Defaults, errors);

        var (where, what) = Assert.Single(errors.ByPath);
        Assert.Equal(path, where);
        Assert.Contains(complaint, Assert.Single(what), StringComparison.Ordinal);
    }
}
