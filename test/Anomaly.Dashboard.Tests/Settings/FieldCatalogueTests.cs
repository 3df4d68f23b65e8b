using Anomaly.Dashboard.Tests.Front;
using Anomaly.Dashboard.Ui.Settings.Drafts;
using Anomaly.Dashboard.Ui.Settings.Fields;

namespace Anomaly.Dashboard.Tests.Settings;

public sealed class FieldCatalogueTests
{
    [Fact]
    public void Defaults_EveryFieldHasWords()
    {
        var paths = SettingPath.Leaves(SettingsDiff.Parse(TestSettingsGrain.Defaults)).Where(path => path != FieldCatalogue.Methods);

        Assert.Equal(paths.Order(), FieldCatalogue.Fields.Select(field => field.Path).Order());
    }

    [Theory]
    [InlineData("moving_average.window_size", "2", true)]
    [InlineData("moving_average.window_size", "10000", true)]
    [InlineData("moving_average.window_size", "1", false)]
    [InlineData("moving_average.window_size", "10001", false)]
    [InlineData("moving_average.window_size", "2.5", false)]
    [InlineData("moving_average.window_size", "99999999999999", false)]
    [InlineData("moving_average.threshold", " 0.001 ", true)]
    [InlineData("moving_average.threshold", "0", false)]
    [InlineData("moving_average.threshold", "-1", false)]
    [InlineData("moving_average.threshold", "NaN", false)]
    [InlineData("moving_average.threshold", "1e999", false)]
    [InlineData("moving_average.threshold", "1,5", false)]
    [InlineData("moving_average.threshold", "", false)]
    [InlineData("moving_average.threshold_kind", "sigma", true)]
    [InlineData("moving_average.threshold_kind", "furlongs", false)]
    [InlineData("isolation_forest.contamination", "0.5", true)]
    [InlineData("isolation_forest.contamination", "0.51", false)]
    [InlineData("isolation_forest.min_consecutive", "0", false)]
    [InlineData("sensitivity", "0", true)]
    [InlineData("sensitivity", "1.01", false)]
    [InlineData("moving_average.level", "exact", true)]
    [InlineData("alarms.direction", "up", false)]
    [InlineData("alarms.min_deviation", "0", true)]
    [InlineData("alarms.min_streak", "0", false)]
    [InlineData("alarms.ignore", "[]", true)]
    [InlineData("alarms.ignore", """ [{"below":5}] """, true)]
    [InlineData("alarms.ignore", """{"below":5}""", false)]
    [InlineData("alarms.ignore", """[{"below":5,"below":6}]""", false)]
    [InlineData("alarms.ignore", "below 5", false)]
    [InlineData("alarms.ignore", "", false)]
    [InlineData("samples.kind", "counter", true)]
    [InlineData("samples.kind", "meter", false)]
    [InlineData("silence.after", "0s", true)]
    [InlineData("silence.after", "1h30m", true)]
    [InlineData("silence.after", "366d", true)]
    [InlineData("silence.after", "367d", false)]
    [InlineData("silence.after", "90", false)]
    [InlineData("silence.after", "5m1h", false)]
    public void TryRead_OnlyWhatIsInRange(string path, string text, bool possible)
    {
        var read = FieldCatalogue.Find(path)!.TryRead(text, out var value, out var complaint);

        Assert.Equal(possible, read);
        Assert.Equal(possible, value is not null);
        Assert.Equal(possible, complaint is null);
    }

    [Fact]
    public void TryRead_Duration_HasOneSpelling()
    {
        Assert.True(FieldCatalogue.Find("silence.after")!.TryRead("90m", out var value, out _));
        Assert.Equal("1h30m", value!.GetValue<string>());
        Assert.False(FieldCatalogue.Find("silence.after")!.TryRead("soon", out _, out var complaint));
        Assert.Equal("is “soon”; must be a duration such as 30s, 5m or 1h30m, from 0s to 366d", complaint);
    }

    [Fact]
    public void MethodsOf_MethodUnknownHere_IsListedToo()
    {
        var settings = SettingsDiff.Parse("""{"methods":["zscore","moving_average"],"moving_average":{},"isolation_forest":{},"zscore":{},"other":{}}""");

        Assert.Equal(["zscore", "moving_average", "isolation_forest"], FieldCatalogue.MethodsOf(settings));
    }

    [Fact]
    public void Errors_AreFoundByTheFieldTheyBelongTo()
    {
        var errors = FieldErrors.Of(new Dictionary<string, string[]>
        {
            ["[1].settings.moving_average.threshold"] = ["is 0", "is odd"],
            ["[1].settings.methods[0]"] = ["is 'x'"],
            ["[1].settings.moving_averages"] = ["is no setting"],
            ["[10].name"] = ["is empty"],
        }).Below("[1].settings.");

        Assert.Equal("is 0; is odd", errors.At("moving_average.threshold"));
        Assert.Equal("is 'x'", errors.At("methods"));
        Assert.Null(errors.At("moving_average.window_size"));
        Assert.Equal(["moving_averages is no setting"], errors.Elsewhere(["methods", "moving_average.threshold"]));
    }

    [Fact]
    public void Summary_SaysWhatDiffersInWords()
    {
        Assert.Equal(
            ["Runs isolation forest", "Moving average: threshold 5", "Moving average: unit of the threshold standard deviations", "Tomorrow: taste [1]"],
            SettingsSummary.Of("""{"methods":["isolation_forest"],"moving_average":{"threshold":5,"threshold_kind":"sigma"},"tomorrow":{"taste":[1]}}"""));
    }
}
