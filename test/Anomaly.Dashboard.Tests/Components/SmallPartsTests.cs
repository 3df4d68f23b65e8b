using Anomaly.Dashboard.Api.Anomalies;
using Anomaly.Dashboard.Ui.Anomalies.Listing;
using Anomaly.Dashboard.Ui.Json;
using Anomaly.Dashboard.Ui.Series;
using Anomaly.Dashboard.Ui.Theme;
using Anomaly.Grains.Interfaces.Series;
using Bunit;

namespace Anomaly.Dashboard.Tests.Components;

public sealed class SmallPartsTests : BunitContext
{
    [Fact]
    public void ThemeSwitch_Pressed_GoesRoundAndSaysWhereItIs()
    {
        var choice = ThemeChoice.System;
        var seen = new List<ThemeChoice>();
        var part = Render<ThemeSwitch>(parameters => parameters.Add(each => each.Choice, choice).Add(each => each.ChoiceChanged, next => choice = next));
        for (var i = 0; i < 3; i++)
        {
            part.Find("button").Click();
            seen.Add(choice);
            part.Render(parameters => parameters.Add(each => each.Choice, choice));
        }

        Assert.Equal([ThemeChoice.Light, ThemeChoice.Dark, ThemeChoice.System], seen);
        Assert.Equal("Theme: the system's; switch to light", part.Find("button").GetAttribute("aria-label"));
    }

    [Theory]
    [InlineData(AnomalyOrder.Newest, "descending", AnomalyOrder.Oldest)]
    [InlineData(AnomalyOrder.Oldest, "ascending", AnomalyOrder.Newest)]
    [InlineData(AnomalyOrder.Series, "none", AnomalyOrder.Newest)]
    internal void SortHeader_Pressed_TurnsOrTakesTheOrder(AnomalyOrder order, string sorted, AnomalyOrder next)
    {
        AnomalyOrder? chosen = null;
        var part = Render<SortHeader>(parameters => parameters
            .Add(each => each.Name, "Detected At")
            .Add(each => each.Order, order)
            .Add(each => each.Up, AnomalyOrder.Oldest)
            .Add(each => each.Down, AnomalyOrder.Newest)
            .Add(each => each.First, AnomalyOrder.Newest)
            .Add(each => each.OnChosen, picked => chosen = picked));

        Assert.Equal(sorted, part.Find("th").GetAttribute("aria-sort"));
        part.Find("button").Click();

        Assert.Equal(next, chosen);
    }

    [Fact]
    public void SeriesState_WarmingUp_ShowsHowFarItIs()
    {
        var part = Render<SeriesStateMark>(parameters => parameters
            .Add(each => each.State, SeriesState.WarmingUp)
            .Add(each => each.WarmUp, new WarmUp(12, 20))
            .Add(each => each.LastSeen, null));

        var progress = part.Find("progress");
        Assert.Equal(("20", "12"), (progress.GetAttribute("max"), progress.GetAttribute("value")));
        Assert.Contains("12 of 20", part.Markup, StringComparison.Ordinal);
    }

    [Fact]
    public void LabelChips_OfManyLabels_ShowsTheFirstAndCountsTheRest()
    {
        var labels = Enumerable.Range(1, 6).ToDictionary(i => $"name{i}", i => i == 1 ? "<b>&" : $"value{i}");

        var part = Render<LabelChips>(parameters => parameters.Add(each => each.Labels, labels));

        Assert.Equal(5, part.FindAll("li").Count);
        Assert.Contains("+2", part.Find(".label-more").TextContent, StringComparison.Ordinal);
        Assert.Equal("name1=<b>&", part.Find("li").TextContent.Trim());
    }

    [Fact]
    public void JsonTree_OfAHugeContext_StaysSmallAndLinksToAllOfIt()
    {
        var huge = $$$"""{"window":[{{{string.Join(',', Enumerable.Range(0, 200_000))}}}],"note":"{{{new string('x', 100_000)}}}","deep":{"a":{"b":{"c":1}} } }""";

        var part = Render<JsonTree>(parameters => parameters.Add(each => each.Title, "Context").Add(each => each.Json, huge).Add(each => each.Address, "/anomalies/1"));

        Assert.True(part.Markup.Length < 100_000, $"{part.Markup.Length} characters");
        Assert.Contains("199", part.Markup, StringComparison.Ordinal);
        Assert.Equal("/anomalies/1", part.Find("a.json-raw").GetAttribute("href"));
    }
}
