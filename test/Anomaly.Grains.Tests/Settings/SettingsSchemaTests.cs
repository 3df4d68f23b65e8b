using Anomaly.Grains.Settings;

namespace Anomaly.Grains.Tests.Settings;

public sealed class SettingsSchemaTests
{
    private static readonly string Defaults = SeriesSettings.From(Exact.Options()).Stamped.Text;

    [Theory]
    [InlineData("""{"moving_average":{"window_size":1}}""", "moving_average.window_size", "is 1; must be a whole number from 2 to 10000")]
    [InlineData("""{"moving_average":{"window_size":5.5}}""", "moving_average.window_size", "is 5.5; must be a whole number from 2 to 10000")]
    [InlineData("""{"moving_average":{"window_size":"5"}}""", "moving_average.window_size", "is \"5\"; must be a whole number from 2 to 10000")]
    [InlineData("""{"moving_average":{"window_size":null}}""", "moving_average.window_size", "is null; must be a whole number from 2 to 10000")]
    [InlineData("""{"moving_average":{"threshold":0}}""", "moving_average.threshold", "is 0; must be a number above 0")]
    [InlineData("""{"moving_average":{"threshold":1e999}}""", "moving_average.threshold", "is 1e999; must be a number above 0")]
    [InlineData("""{"moving_average":{"threshold_kind":"Sigma"}}""", "moving_average.threshold_kind", "is \"Sigma\"; must be one of absolute, sigma")]
    [InlineData("""{"moving_average":{"treshold":1}}""", "moving_average.treshold", "is no setting; known here are level, window_size, threshold, threshold_kind")]
    [InlineData("""{"moving_average":5}""", "moving_average", "is 5; must be an object")]
    [InlineData("""{"moving_average":null}""", "moving_average", "is null; must be an object")]
    [InlineData("""{"moving_average":{"threshold_kind":"sigma","threshold":2.5}}""", "moving_average.threshold", "is 2.5 standard deviations, but no value of a window of 5 can be further than 2 from its mean; lower threshold or raise window_size")]
    [InlineData("""{"isolation_forest":{"contamination":0.6}}""", "isolation_forest.contamination", "is 0.6; must be a number above 0, at most 0.5")]
    [InlineData("""{"isolation_forest":{"batch_size":501}}""", "isolation_forest.batch_size", "is 501; must be a whole number from 2 to 500")]
    [InlineData("""{"forest":{}}""", "forest", "is no setting; known here are sensitivity, methods, ensemble, moving_average, isolation_forest, alarms, samples, silence, group")]
    [InlineData("""{"samples":{"kind":"meter"}}""", "samples.kind", "is \"meter\"; must be one of gauge, counter")]
    [InlineData("""{"silence":{"after":"soon"}}""", "silence.after", "is \"soon\"; must be a duration such as 5m or 1h30m from 0s to 366d")]
    [InlineData("""{"silence":{"after":300}}""", "silence.after", "is 300; must be a duration such as 5m or 1h30m from 0s to 366d")]
    [InlineData("""{"silence":{"after":"400d"}}""", "silence.after", "is \"400d\"; must be a duration such as 5m or 1h30m from 0s to 366d")]
    [InlineData("""{"group":{"by":"a\u0000b"}}""", "group.by", "is \"a\\u0000b\"; must be the name of a label, or empty for no groups")]
    [InlineData("""{"group":{"interval_seconds":-1}}""", "group.interval_seconds", "is -1; must be a number from 0 to 86400")]
    [InlineData("""{"group":{"sensitivity":1.5}}""", "group.sensitivity", "is 1.5; must be a number from 0 to 1")]
    [InlineData("""{"methods":["group"]}""", "methods[0]", "is \"group\"; must be one of ensemble, moving_average, isolation_forest")]
    [InlineData("""{"methods":[]}""", "methods", "is []; must be a list of one or more of ensemble, moving_average, isolation_forest")]
    [InlineData("""{"methods":"moving_average"}""", "methods", "is \"moving_average\"; must be a list of one or more of ensemble, moving_average, isolation_forest")]
    [InlineData("""{"methods":["moving_average","z"]}""", "methods[1]", "is \"z\"; must be one of ensemble, moving_average, isolation_forest")]
    [InlineData("""{"methods":["moving_average","moving_average"]}""", "methods[1]", "is 'moving_average' a second time; name a method once")]
    [InlineData("[]", "settings", "is []; must be an object")]
    [InlineData("null", "settings", "is null; must be an object")]
    [InlineData("""{"moving_average":{"threshold_kind":"\ud800"}}""", "settings", "holds text that is no Unicode")]
    public void Read_Wrong_SaysWhereAndWhat(string settings, string path, string complaint)
    {
        var errors = new SettingsErrors();
        SettingsSchema.Read(settings, Defaults, "", errors);

        var (where, what) = Assert.Single(errors.ByPath);
        Assert.Equal((path, complaint), (where, Assert.Single(what)));
    }

    [Theory]
    [InlineData("")]
    [InlineData("{")]
    [InlineData("""{"methods":["moving_average"],"methods":["isolation_forest"]}""")]
    public void Read_NoJson_SaysSo(string settings)
    {
        var errors = new SettingsErrors();
        SettingsSchema.Read(settings, Defaults, "[3].", errors);

        var (where, what) = Assert.Single(errors.ByPath);
        Assert.Equal("[3].settings", where);
        Assert.StartsWith("is not valid JSON (", Assert.Single(what), StringComparison.Ordinal);
    }

    [Fact]
    public void Read_SeveralWrong_SaysAll()
    {
        var errors = new SettingsErrors();
        SettingsSchema.Read("""{"isolation_forest":{"batch_size":1,"x":2},"moving_average":{"threshold":-1},"y":3}""", Defaults, "[1].", errors);

        Assert.Equal(
            ["[1].settings.isolation_forest.batch_size", "[1].settings.isolation_forest.x", "[1].settings.moving_average.threshold", "[1].settings.y"],
            errors.ByPath.Keys.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Read_SameInAnotherOrderAndSpelling_IsTheSameText()
    {
        var errors = new SettingsErrors();
        var one = SettingsSchema.Read("""{"isolation_forest":{"contamination":0.2},"moving_average":{"threshold":30.0,"window_size":7}}""", Defaults, "", errors);
        var other = SettingsSchema.Read("""{ "moving_average": { "window_size": 7, "threshold": 3e1 }, "isolation_forest": { "contamination": 2e-1 } }""", Defaults, "", errors);

        Assert.False(errors.Any);
        Assert.Equal("""{"moving_average":{"level":"exact","window_size":7,"threshold":30},"isolation_forest":{"contamination":0.2}}""", one);
        Assert.Equal(one, other);
    }

    [Fact]
    public void Read_AllOfTheDefaults_IsTheirText()
    {
        var errors = new SettingsErrors();
        Assert.Equal(Defaults, SettingsSchema.Read(Defaults, Defaults, "", errors));
        Assert.False(errors.Any);
    }
}
