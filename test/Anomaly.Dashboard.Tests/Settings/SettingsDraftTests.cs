using System.Text.Json.Nodes;
using Anomaly.Dashboard.Tests.Front;
using Anomaly.Dashboard.Ui.Settings.Drafts;
using Anomaly.Dashboard.Ui.Settings.Fields;
using Anomaly.Grains.Interfaces.Settings;

namespace Anomaly.Dashboard.Tests.Settings;

public sealed class SettingsDraftTests
{
    private const string Rule = """{"moving_average":{"threshold":5}}""";

    private static readonly SettingField Threshold = FieldCatalogue.Find("moving_average.threshold")!;
    private static readonly SettingField Window = FieldCatalogue.Find("moving_average.window_size")!;

    [Fact]
    public void Untouched_HasNothingOwnAndSaysWhereEachValueComesFrom()
    {
        var draft = Draft("{}");

        Assert.False(draft.IsDirty);
        Assert.Equal("{}", draft.Own);
        Assert.Equal("5", draft.Text(Threshold));
        Assert.Equal("rule “web”", draft.Source(Threshold.Path));
        Assert.Equal("default", draft.Source(Window.Path));
    }

    [Fact]
    public void Typed_OnlyTheDifferenceIsOwn()
    {
        var draft = Draft("{}");

        draft.Type(Threshold, "7.50");
        draft.Type(Window, "5");

        Assert.Equal("""{"moving_average":{"threshold":7.5}}""", draft.Own);
        Assert.Equal("own", draft.Source(Threshold.Path));
        Assert.Equal("rule “web”", draft.SourceBelow(Threshold.Path));
        Assert.Equal("7.50", draft.Text(Threshold));
        Assert.Equal(7.5, draft.Merged["moving_average"]!["threshold"]!.GetValue<double>());
        Assert.Equal(20, draft.Merged["isolation_forest"]!["batch_size"]!.GetValue<int>());
    }

    [Theory]
    [InlineData("5")]
    [InlineData("5.0")]
    [InlineData("0.5e1")]
    public void TypedWhatIsInherited_IsNoDifference(string text)
    {
        var draft = Draft("""{"moving_average":{"threshold":9}}""");

        draft.Type(Threshold, text);

        Assert.Equal("{}", draft.Own);
        Assert.True(draft.IsDirty);
    }

    [Fact]
    public void TypedNoValue_ComplainsAndKeepsTheLastOne()
    {
        var draft = Draft("{}");
        draft.Type(Threshold, "7");

        draft.Type(Threshold, "seven");

        Assert.False(draft.IsValid);
        Assert.Equal("is “seven”; must be a number above 0", draft.Complaint(Threshold.Path));
        Assert.Equal("seven", draft.Text(Threshold));
        Assert.Equal("""{"moving_average":{"threshold":7}}""", draft.Own);
    }

    [Fact]
    public void TakeBack_GivesTheInheritedValueAgain()
    {
        var draft = Draft("""{"moving_average":{"threshold":9},"methods":["moving_average"]}""");

        draft.TakeBack(Threshold.Path);
        draft.TakeBack(FieldCatalogue.Methods);

        Assert.Equal("{}", draft.Own);
        Assert.Equal("5", draft.Text(Threshold));
        Assert.True(draft.Runs("isolation_forest"));
    }

    [Fact]
    public void Switch_OffAndOnAgain_IsNoDifference()
    {
        var draft = Draft("{}");

        draft.Switch("moving_average", on: false);
        Assert.Equal("""{"methods":["isolation_forest"]}""", draft.Own);
        Assert.Contains("moving_average", draft.Methods);
        draft.Switch("moving_average", on: true);

        Assert.Equal("{}", draft.Own);
    }

    [Fact]
    public void Switch_AllOff_IsNotPossible()
    {
        var draft = Draft("{}");

        draft.Switch("moving_average", on: false);
        draft.Switch("isolation_forest", on: false);

        Assert.False(draft.IsValid);
        Assert.NotNull(draft.Complaint(FieldCatalogue.Methods));
    }

    [Fact]
    public void UnknownFields_ArePreserved()
    {
        var draft = Draft("""{"tomorrow":{"deep":[1,{"x":null}]},"moving_average":{"taste":"sweet"}}""");

        draft.Type(Threshold, "7");

        Assert.True(JsonNode.DeepEquals(
            JsonNode.Parse("""{"tomorrow":{"deep":[1,{"x":null}]},"moving_average":{"taste":"sweet","threshold":7}}"""),
            JsonNode.Parse(draft.Own)));
    }

    [Fact]
    public void TypedJson_ReplacesAllFieldsAndKeepsItsText()
    {
        var draft = Draft("""{"moving_average":{"window_size":9}}""");

        draft.TypeJson("""{ "moving_average": { "threshold": 5, "window_size": 12 } }""");

        Assert.Equal("""{"moving_average":{"window_size":12}}""", draft.Own);
        Assert.Equal("12", draft.Text(Window));
        Assert.Contains("threshold", draft.Json, StringComparison.Ordinal);
        draft.Type(Window, "13");
        Assert.DoesNotContain("threshold", draft.Json, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("{")]
    [InlineData("[1]")]
    [InlineData("null")]
    [InlineData("")]
    [InlineData("""{"a":1,"a":2}""")]
    public void TypedNoJsonObject_ComplainsAndKeepsTheSettings(string text)
    {
        var draft = Draft(Rule);
        var own = draft.Own;

        draft.TypeJson(text);

        Assert.NotNull(draft.JsonComplaint);
        Assert.False(draft.IsValid);
        Assert.Equal(own, draft.Own);
        Assert.Equal(text, draft.Json);
    }

    [Fact]
    public void Rebase_PutsTheSameChangesOnTopOfOtherLayers()
    {
        var draft = Draft("{}");
        draft.Type(Threshold, "7");
        draft.Type(Window, "30");

        draft.Rebase(SettingsLayer.Below(TestSettingsGrain.Defaults, "web", """{"moving_average":{"threshold":7}}"""));

        Assert.Equal("""{"moving_average":{"window_size":30}}""", draft.Own);
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("""{"methods":["isolation_forest"]}""")]
    [InlineData("""{"moving_average":{"threshold":0.1,"threshold_kind":"sigma"},"new":{"a":{"b":1}}}""")]
    [InlineData("""{"isolation_forest":null}""")]
    public void Diff_AppliedAgain_GivesTheSame(string own)
    {
        var below = SettingsDiff.Parse(TestSettingsGrain.Defaults);
        var wanted = SettingsDiff.Parse(SettingsMerge.Apply(TestSettingsGrain.Defaults, own));

        var diff = SettingsDiff.Of(below, wanted);

        Assert.True(JsonNode.DeepEquals(wanted, JsonNode.Parse(SettingsMerge.Apply(TestSettingsGrain.Defaults, diff.ToJsonString()))));
        Assert.True(JsonNode.DeepEquals(JsonNode.Parse(own), diff));
    }

    private static SettingsDraft Draft(string own) => new(SettingsLayer.Below(TestSettingsGrain.Defaults, "web", Rule), own);
}
