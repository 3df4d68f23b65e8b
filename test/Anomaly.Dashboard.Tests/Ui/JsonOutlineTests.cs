using Anomaly.Dashboard.Ui.Json;

namespace Anomaly.Dashboard.Tests.Ui;

public sealed class JsonOutlineTests
{
    [Fact]
    public void Small_IsThereWhole()
    {
        var root = JsonOutline.Of("""{"mean":55.9,"kind":"<b>","none":null,"on":true,"window":[1,2.5],"empty":[],"deep":{"list":["a",{"b":[1e999]}]}}""");

        Assert.Equal(["mean", "kind", "none", "on", "window", "empty", "deep"], root.Twigs!.Select(twig => twig.Name));
        Assert.Equal(["55.9", "<b>", "–", "true"], root.Twigs!.Take(4).Select(twig => twig.Text));
        Assert.Equal([1, 2.5], root.Twigs![4].Numbers!);
        Assert.Empty(root.Twigs![5].Twigs!);
        Assert.Equal("a", root.Twigs![6].Twigs![0].Twigs![0].Text);
        Assert.Equal(double.PositiveInfinity, root.Twigs![6].Twigs![0].Twigs![1].Twigs![0].Numbers![0]);
        Assert.Equal(0, root.More);
    }

    [Fact]
    public void ManyNumbers_AreTheFirstAndACount()
    {
        var window = JsonOutline.Of($$"""{"window":[{{string.Join(',', Enumerable.Range(0, 5000))}}]}""").Twigs![0];

        Assert.Equal(Enumerable.Range(0, 200).Select(number => (double)number), window.Numbers!);
        Assert.Equal((5000, 4800), (window.Count, window.More));
    }

    [Fact]
    public void LongText_IsCut()
    {
        var twig = JsonOutline.Of($$"""{"{{new string('n', 5000)}}":"{{new string('t', 500_000)}}"}""").Twigs![0];

        Assert.Equal((JsonOutline.LongestName + 1, JsonOutline.LongestText + 1), (twig.Name.Length, twig.Text.Length));
    }

    [Theory]
    [InlineData(100_000, 1)]
    [InlineData(300, 300)]
    [InlineData(100, 5_000)]
    public void Huge_StaysBoundedAndWhatIsNearTheRootComesFirst(int objects, int fields)
    {
        var inner = string.Join(',', Enumerable.Range(0, fields).Select(i => $"\"f{i}\":\"some text\""));
        var root = JsonOutline.Of($$"""{"first":{"x":[{{string.Join(',', Enumerable.Repeat($"{{{inner}}}", objects))}}]},"last":"seen"}""");

        Assert.Equal("seen", root.Twigs![1].Text);
        Assert.InRange(Count(root), 3, JsonOutline.MostTwigs + 1);
        Assert.Equal(objects, root.Twigs![0].Twigs![0].Count);
    }

    [Fact]
    public void NoObject_IsShownAsTheTextItIs() => Assert.Equal("[1,", JsonOutline.Of("[1,").Twigs![0].Text);

    private static int Count(JsonTwig twig) => 1 + (twig.Twigs?.Sum(Count) ?? 0);
}
