using Anomaly.Dashboard.Tests.Front;
using Anomaly.Dashboard.Tests.Rest;
using Anomaly.Dashboard.Ui.Settings.Fields;
using Anomaly.Dashboard.Ui.Settings.Rules;
using Anomaly.Grains.Interfaces.Settings;

namespace Anomaly.Dashboard.Tests.Settings;

public sealed class RulesDraftTests
{
    [Fact]
    public void Untouched_IsCleanAndTheSameRules()
    {
        var draft = Draft(Rule("web", "web-*", ("host", "web-.*")), Rule("all", null));

        Assert.False(draft.IsDirty);
        Assert.Equal(RuleText.Of(draft.Document.Rules), RuleText.Of(draft.ToRules()));
    }

    [Fact]
    public void Move_ChangesTheOrderAndStopsAtTheEnds()
    {
        var draft = Draft(Rule("a", null), Rule("b", null), Rule("c", null));

        Assert.Equal(1, draft.Move(draft.Rules[2], -1));
        Assert.Equal(0, draft.Move(draft.Rules[0], -1));

        Assert.Equal(["a", "c", "b"], draft.ToRules().Select(rule => rule.Name));
        Assert.True(draft.IsDirty);
    }

    [Fact]
    public void Duplicate_StandsBelowWithANameOfItsOwn()
    {
        var draft = Draft(Rule("web", "web-*"), Rule("web 2", null));

        draft.Duplicate(draft.Rules[0]);

        Assert.Equal(["web", "web 1", "web 2"], draft.ToRules().Select(rule => rule.Name));
        Assert.Equal("web-*", draft.ToRules()[1].Match.Series);
        Assert.True(draft.IsValid);
    }

    [Theory]
    [InlineData("", "x")]
    [InlineData("host", "(")]
    [InlineData("host", "(?=a)")]
    [InlineData("zone", "a")]
    public void Label_ThatCannotBeMatched_IsComplainedOf(string name, string pattern)
    {
        var draft = Draft(Rule("web", null, ("zone", "b")));

        draft.Rules[0].Labels.Add(new LabelCondition { Name = name, Pattern = pattern });

        Assert.Single(draft.Rules[0].Complaints);
        Assert.Null(draft.Rules[0].Matcher);
        Assert.Equal(draft.Rules[0], draft.FirstWrong);
        Assert.Equal("web", Assert.Single(draft.ToRules()).Name);
    }

    [Fact]
    public void Names_EmptyReservedOrRepeated_AreWrong()
    {
        var draft = Draft(Rule("a", null), Rule("b", null));

        foreach (var name in new[] { " ", "default", "a" })
        {
            draft.Rules[1].Name = name;
            Assert.False(draft.IsValid);
        }
    }

    [Fact]
    public void Errors_GoToTheirRules()
    {
        var draft = Draft(Rule("a", null), Rule("b", null));

        var elsewhere = draft.Take(new Dictionary<string, string[]>
        {
            ["[1].settings.moving_average.threshold"] = ["is 0"],
            ["[0].match.labels.host"] = ["is '('"],
            ["[7].name"] = ["is gone"],
            ["rules"] = ["are too many"],
        });

        Assert.Equal("is '('", draft.Rules[0].Errors.At("match.labels.host"));
        Assert.Equal("is 0", draft.Rules[1].Errors.At("settings.moving_average.threshold"));
        Assert.Equal(["[7].name is gone", "rules are too many"], elsewhere);
    }

    [Fact]
    public void Rebase_KeepsTheDraftOnTheNewRevision()
    {
        var draft = Draft(Rule("a", null));
        draft.Rules[0].Settings.Type(FieldCatalogue.Find("moving_average.threshold")!, "7");

        draft.Rebase(Document(Rule("theirs", null)) with { Revision = 9 });

        Assert.True(draft.IsDirty);
        Assert.Equal(9, draft.Document.Revision);
        Assert.Equal("""{"moving_average":{"threshold":7}}""", Assert.Single(draft.ToRules()).Settings);
    }

    [Fact]
    public void Difference_SaysWhatOthersDid()
    {
        SeriesRule[] before = [Rule("a", null), Rule("b", null), Rule("c", null)];

        Assert.Equal("added “d”; removed “c”; changed “a”; their order is another", RuleText.Difference(before, [Rule("b", null), Rule("a", "x"), Rule("d", null)]));
    }

    [Fact]
    public async Task Counts_MatchedAndDecided_AreTwoThings()
    {
        var catalog = new MemorySeriesCatalog();
        catalog.Add(Enumerable.Range(0, 2500).Select(i => Samples.Series($"{(i < 1500 ? "web" : "db")}-{i:0000}")));
        var counts = new RuleCounts(Document(Rule("few", "web-00*"), Rule("web", "web-*"), Rule("none", "x")));
        var pages = 0;

        await counts.CountAsync(catalog, () => pages++, Http.End);

        Assert.Equal(new RuleCount(100, 100), counts.Of(0));
        Assert.Equal(new RuleCount(1500, 1400), counts.Of(1));
        Assert.Equal(new RuleCount(0, 0), counts.Of(2));
        Assert.Equal((2500, 1000, 3), (counts.Seen, counts.Rest, pages));
    }

    private static RulesDraft Draft(params SeriesRule[] rules) => new(Document(rules));

    private static SettingsDocument Document(params SeriesRule[] rules) => new() { Revision = 3, Defaults = TestSettingsGrain.Defaults, Rules = rules };

    private static SeriesRule Rule(string name, string? series, params (string Name, string Pattern)[] labels) =>
        new() { Name = name, Match = new RuleMatch { Series = series, Labels = labels.ToDictionary(label => label.Name, label => label.Pattern) } };
}
