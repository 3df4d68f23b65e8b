using Anomaly.Dashboard.Tests.Front;
using Anomaly.Dashboard.Ui.Settings.Drafts;
using Anomaly.Dashboard.Ui.Settings.Fields;
using Anomaly.Grains.Interfaces.Settings;

namespace Anomaly.Dashboard.Tests.Settings;

/// <summary>A draft over settings whose levels follow the sensitivity, until somebody asks for an exact rule.</summary>
public sealed class LevelDraftTests
{
    private static readonly string Defaults = SettingsMerge.Apply(TestSettingsGrain.Defaults, """{"moving_average":{"level":"sensitivity"}}""");

    private static readonly SettingField Level = FieldCatalogue.Find("moving_average.level")!;
    private static readonly SettingField Threshold = FieldCatalogue.Find("moving_average.threshold")!;

    [Fact]
    public void Exact_BringsTheRulesSettings_AndTakenBackTakesThemAway()
    {
        var draft = Draft("{}");
        Assert.Equal("", draft.Text(Threshold));

        draft.Type(Level, "exact");
        Assert.Equal("""{"moving_average":{"level":"exact"}}""", draft.Own);
        Assert.Equal("20", draft.Text(Threshold));
        draft.Type(Threshold, "7");
        Assert.Equal("""{"moving_average":{"level":"exact","threshold":7}}""", draft.Own);
        draft.Type(Threshold, "much");
        draft.TakeBack(Level.Path);

        Assert.Equal("{}", draft.Own);
        Assert.True(draft.IsValid);
        Assert.False(draft.IsDirty);
    }

    [Fact]
    public void Sensitivity_ChosenAgain_IsNoDifference()
    {
        var draft = Draft("""{"moving_average":{"threshold":7}}""");
        Assert.Equal("exact", draft.Text(Level));

        draft.Type(Level, "sensitivity");

        Assert.Equal("{}", draft.Own);
        Assert.Equal("sensitivity", draft.Text(Level));
        Assert.True(draft.IsDirty);
    }

    [Fact]
    public void Sensitivity_OverARuleThatIsExact_IsTheLevelAlone()
    {
        var draft = Draft("{}", """{"moving_average":{"threshold":5}}""");
        Assert.Equal(("exact", "rule “web”"), (draft.Text(Level), draft.Source(Level.Path)));

        draft.Type(Level, "sensitivity");

        Assert.Equal("""{"moving_average":{"level":"sensitivity"}}""", draft.Own);
        Assert.Equal(Defaults, draft.Merged.ToJsonString());
    }

    [Fact]
    public void TypedJson_ThatSetsWhatItsLevelDoesNotUse_IsComplainedOf()
    {
        var draft = Draft("{}");

        draft.TypeJson("""{"moving_average":{"level":"sensitivity","threshold":3}}""");

        Assert.Equal("sets moving_average.threshold, which only the level exact uses, but level is sensitivity", draft.JsonComplaint);
        Assert.Equal("{}", draft.Own);
        draft.TypeJson("""{"moving_average":{"threshold":3}}""");
        Assert.Equal("""{"moving_average":{"level":"exact","threshold":3}}""", draft.Own);
    }

    private static SettingsDraft Draft(string own, string? rule = null) => new(SettingsLayer.Below(Defaults, rule is null ? null : "web", rule), own);
}
