using Anomaly.Dashboard.Ui.Settings.Drafts;
using Anomaly.Dashboard.Ui.Settings.Fields;
using Anomaly.Dashboard.Ui.Settings.Form;
using Bunit;

namespace Anomaly.Dashboard.Tests.Components;

public sealed class FieldInputTests : BunitContext
{
    private const string Path = "moving_average.threshold";
    private const string Defaults = """{"methods":["moving_average"],"moving_average":{"window_size":5,"threshold":20,"threshold_kind":"absolute"}}""";

    private readonly SettingsDraft _draft = new(SettingsLayer.Below(Defaults), "{}");

    [Fact]
    public void Typed_ANumberInRange_BecomesTheDifferenceAndIsMarked()
    {
        var input = Show();

        input.Find("input").Input("7.5");

        Assert.Equal("""{"moving_average":{"threshold":7.5}}""", _draft.Own);
        input.Render();
        Assert.Contains("setting-own", input.Find(".setting").ClassName, StringComparison.Ordinal);
        Assert.Equal("false", input.Find("input").GetAttribute("aria-invalid"));
        Assert.Contains("20", input.Find(".setting-help").TextContent, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("0")]
    [InlineData("-3")]
    [InlineData("a lot")]
    [InlineData("")]
    public void Typed_WhatCannotBe_IsSaidAtTheFieldAndTiedToIt(string text)
    {
        var input = Show();

        input.Find("input").Input(text);
        input.Render();

        Assert.False(_draft.IsValid);
        var error = input.Find(".setting-error");
        var entry = input.Find("input");
        Assert.Equal("true", entry.GetAttribute("aria-invalid"));
        Assert.Contains(error.Id!, entry.GetAttribute("aria-describedby")!.Split(' '));
        Assert.StartsWith("Threshold ", error.TextContent, StringComparison.Ordinal);
        Assert.Equal(text, entry.GetAttribute("value") ?? "");
    }

    [Fact]
    public void Typed_AListOfRules_BecomesTheDifference_AndWhatTheClusterSaysOfOneIsShownThere()
    {
        var draft = new SettingsDraft(SettingsLayer.Below("""{"methods":["moving_average"],"alarms":{"ignore":[]}}"""), "{}");
        var errors = FieldErrors.Of(new Dictionary<string, string[]> { ["alarms.ignore[0].from"] = ["stands alone"] });
        var input = Show("alarms.ignore", errors, draft);

        input.Find("textarea").Input("""[{"from":"22:00"}]""");

        Assert.Equal("""{"alarms":{"ignore":[{"from":"22:00"}]}}""", draft.Own);
        Assert.Contains("stands alone", input.Find(".setting-error").TextContent, StringComparison.Ordinal);
        input.Find("textarea").Input("at night");
        Assert.Equal("is “at night”; must be a JSON list, [] for none", draft.Complaint("alarms.ignore"));
    }

    [Fact]
    public void Errors_OfTheCluster_AreShownAtTheFieldTheyNameOnly()
    {
        var errors = FieldErrors.Of(new Dictionary<string, string[]> { [Path] = ["can never alarm so"] });

        var named = Show(errors: errors);
        var other = Show("moving_average.window_size", errors);

        Assert.Contains("can never alarm so", named.Find(".setting-error").TextContent, StringComparison.Ordinal);
        Assert.Empty(other.FindAll(".setting-error"));
    }

    private IRenderedComponent<FieldInput> Show(string path = Path, FieldErrors? errors = null, SettingsDraft? draft = null) => Render<FieldInput>(input => input
        .Add(each => each.Field, FieldCatalogue.Find(path)!)
        .Add(each => each.Draft, draft ?? _draft)
        .Add(each => each.Errors, errors ?? FieldErrors.None)
        .Add(each => each.Prefix, "test"));
}
