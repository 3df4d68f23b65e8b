using System.Text.Json.Nodes;
using Anomaly.Detectors.Ensemble;
using Anomaly.Detectors.IsolationForest;
using Anomaly.Detectors.MovingAverage;
using Anomaly.Grains.Interfaces.Settings;
using Anomaly.Grains.Settings;

namespace Anomaly.Grains.Tests.Settings;

public sealed class AlarmLevelTests
{
    private const string Former =
        """{"methods":["moving_average","isolation_forest"],"moving_average":{"window_size":7,"threshold":9,"threshold_kind":"absolute"},"isolation_forest":{"batch_size":20,"contamination":0.1,"smoothing_alpha":0.25,"min_consecutive":4}}""";

    private static readonly string Defaults = SeriesSettings.From(new DetectionOptions()).Stamped.Text;

    [Fact]
    public void Defaults_FollowTheSensitivity_AndSayWhatTheyAre()
    {
        Assert.Equal(
            """{"sensitivity":0.5,"methods":["ensemble","moving_average","isolation_forest"],"ensemble":{},"moving_average":{"level":"sensitivity","window_size":5},"isolation_forest":{"level":"sensitivity","batch_size":20,"contamination":0.1,"smoothing_alpha":0.25},"alarms":{"direction":"both","min_deviation":0,"min_deviation_percent":0,"min_streak":1,"ignore":[]},"samples":{"kind":"gauge","late":"judge"},"silence":{"after":"0s"},"group":{"by":"","interval_seconds":0,"sensitivity":0.5}}""",
            Defaults);
        Assert.Equal([new EnsembleOptions(), new MovingAverageOptions { Sensitivity = 0.5 }, new IsolationForestOptions { Sensitivity = 0.5 }], SeriesSettings.Parse(Defaults).Detectors);
        Assert.Null(SeriesSettings.Parse(Defaults).Alarms);
    }

    [Fact]
    public void Exact_GivesTheSeedsRuleWithTheSeedsDefaults()
    {
        Assert.Equal(
            [new EnsembleOptions(0.9), new MovingAverageOptions(), new IsolationForestOptions()],
            Compile("""{"sensitivity":0.9,"moving_average":{"level":"exact"},"isolation_forest":{"level":"exact"}}"""));
        Assert.Equal(Compile("""{"moving_average":{"level":"exact"},"isolation_forest":{"level":"exact"}}"""), SeriesSettings.From(Exact.Options()).Detectors);
    }

    [Fact]
    public void Sensitivity_IsThatOfAllMethodsThatAreNotExact() =>
        Assert.Equal(
            [new EnsembleOptions(0.8), new MovingAverageOptions(threshold: 3), new IsolationForestOptions { Sensitivity = 0.8 }],
            Compile("""{"sensitivity":0.8,"moving_average":{"threshold":3}}"""));

    [Theory]
    [InlineData("""{"moving_average":{"threshold":3}}""", """{"moving_average":{"level":"exact","threshold":3}}""")]
    [InlineData("""{"moving_average":{"threshold_kind":"sigma","threshold":1}}""", """{"moving_average":{"level":"exact","threshold":1,"threshold_kind":"sigma"}}""")]
    [InlineData("""{"isolation_forest":{"min_consecutive":1}}""", """{"isolation_forest":{"level":"exact","min_consecutive":1}}""")]
    [InlineData("""{"moving_average":{"window_size":3}}""", """{"moving_average":{"window_size":3}}""")]
    [InlineData("""{"isolation_forest":{"contamination":0.2}}""", """{"isolation_forest":{"contamination":0.2}}""")]
    [InlineData("""{"moving_average":{"threshold":3,"level":"exact"}}""", """{"moving_average":{"level":"exact","threshold":3}}""")]
    public void Read_SettingOfTheExactRule_SaysTheLevelItself(string given, string canonical)
    {
        var errors = new SettingsErrors();

        Assert.Equal(canonical, SettingsSchema.Read(given, Defaults, "", errors));
        Assert.False(errors.Any);
        // What an earlier program stored has no level: it means the same.
        Assert.Equal(SettingsMerge.Apply(Defaults, canonical), SettingsMerge.Apply(Defaults, given));
    }

    [Theory]
    [InlineData("""{"moving_average":{"level":"sensitivity","threshold":3}}""", "moving_average.threshold", "is set, which only the level exact uses, but level is sensitivity; leave it out, or set level to exact")]
    [InlineData("""{"isolation_forest":{"level":"sensitivity","min_consecutive":2}}""", "isolation_forest.min_consecutive", "is set, which only the level exact uses, but level is sensitivity; leave it out, or set level to exact")]
    [InlineData("""{"moving_average":{"level":"loose"}}""", "moving_average.level", "is \"loose\"; must be one of sensitivity, exact")]
    [InlineData("""{"sensitivity":1.5}""", "sensitivity", "is 1.5; must be a number from 0 to 1")]
    [InlineData("""{"sensitivity":"high"}""", "sensitivity", "is \"high\"; must be a number from 0 to 1")]
    public void Read_Wrong_SaysWhereAndWhat(string settings, string path, string complaint)
    {
        var errors = new SettingsErrors();
        SettingsSchema.Read(settings, Defaults, "", errors);

        Assert.Equal((path, complaint), (Assert.Single(errors.ByPath).Key, errors.ByPath[path][0]));
    }

    [Fact]
    public void Merge_LayersOfBothLevels_EndWithTheLast()
    {
        var rule = SettingsMerge.Apply(Defaults, """{"moving_average":{"threshold":3}}""");
        var own = SettingsMerge.Apply(rule, """{"moving_average":{"level":"sensitivity"}}""");

        Assert.Equal(Defaults, own);
        Assert.Equal(SettingsMerge.Apply(Defaults, """{"moving_average":{"level":"exact"}}"""), SettingsMerge.Apply(own, """{"moving_average":{"level":"exact"}}"""));
    }

    [Fact]
    public void Complete_ReadAgain_IsTheSame()
    {
        foreach (var complete in new[] { Defaults, SettingsMerge.Apply(Defaults, """{"moving_average":{"threshold":3}}"""), SeriesSettings.From(Exact.Options()).Stamped.Text })
        {
            var errors = new SettingsErrors();
            Assert.Equal(complete, SettingsSchema.Read(complete, Defaults, "", errors));
            Assert.False(errors.Any);
        }
    }

    [Fact]
    public void Parse_SettingsOfAnEarlierProgram_AreItsRules()
    {
        var settings = SeriesSettings.Parse(Former);

        Assert.Equal([new MovingAverageOptions(7, 9), new IsolationForestOptions(minConsecutive: 4)], settings.Detectors);
        Assert.Null(settings.Alarms);
    }

    [Fact]
    public void Rules_OfTheContract_AreTheOptionsOwn()
    {
        var exact = SettingsDefaults(Exact.Options());
        foreach (var method in DetectionMethod.All)
        {
            var rule = AlarmLevels.RuleOf(method.Name);
            var usual = SettingsDefaults(new DetectionOptions())[method.Name]!.AsObject();
            Assert.All(rule, each => Assert.True(JsonNode.DeepEquals(each.Default, exact[method.Name]![each.Name]), each.Name));
            Assert.Equal(method.Section.Fields.Select(field => field.Name).Except(rule.Select(each => each.Name)), usual.Select(field => field.Key));
        }
    }

    [Fact]
    public void Options_ThresholdWithoutALevel_IsExact_AndWithTheOtherIsAFlaw()
    {
        Assert.Equal("exact", new MovingAverageSettings { Threshold = 20 }.Level);
        Assert.Equal("exact", new IsolationForestSettings { MinConsecutive = 3 }.Level);
        Assert.Equal("sensitivity", new MovingAverageSettings { WindowSize = 9 }.Level);
        Assert.Null(new DetectionOptions().FindFlaw());
        Assert.Equal(
            "moving_average: Threshold is set, which only the level exact uses, but Level is sensitivity; leave Threshold out, or set Level to exact.",
            new DetectionOptions { MovingAverage = { Level = "sensitivity", Threshold = 20 } }.FindFlaw());
        Assert.Contains("isolation_forest: MinConsecutive", new DetectionOptions { IsolationForest = { Level = "sensitivity", MinConsecutive = 1 } }.FindFlaw(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("isolation_forest", true)]
    [InlineData("isolation_forest, moving_average", true)]
    [InlineData("", false)]
    [InlineData("moving_average,", false)]
    [InlineData("moving_average,moving_average", false)]
    [InlineData("guessing", false)]
    public void Methods_OfTheConfiguration_AreKnownAndNamedOnce(string methods, bool possible)
    {
        var options = new DetectionOptions { Methods = methods };

        Assert.Equal(possible, new DetectionOptionsValidator().Validate(null, options).Succeeded);
        if (possible)
        {
            Assert.Equal(methods.Split(", "), SeriesSettings.From(options).Detectors.Select(detector => detector.Method));
        }
    }

    private static IEnumerable<Detectors.DetectorOptions> Compile(string changes) => SeriesSettings.Parse(SettingsMerge.Apply(Defaults, changes)).Detectors;

    private static JsonObject SettingsDefaults(DetectionOptions options) => JsonNode.Parse(SeriesSettings.From(options).Stamped.Text)!.AsObject();
}
