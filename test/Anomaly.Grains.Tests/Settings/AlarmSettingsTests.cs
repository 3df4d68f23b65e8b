using Anomaly.Detectors;
using Anomaly.Grains.Interfaces.Settings;
using Anomaly.Grains.Settings;

namespace Anomaly.Grains.Tests.Settings;

public sealed class AlarmSettingsTests
{
    private static readonly string Defaults = SeriesSettings.From(new DetectionOptions()).Stamped.Text;

    [Theory]
    [InlineData("""{"direction":"up"}""", "direction", "is \"up\"; must be one of both, above, below")]
    [InlineData("""{"min_deviation":-1}""", "min_deviation", "is -1; must be a number of at least 0")]
    [InlineData("""{"min_deviation_percent":"5"}""", "min_deviation_percent", "is \"5\"; must be a number of at least 0")]
    [InlineData("""{"min_streak":0}""", "min_streak", "is 0; must be a whole number from 1 to 1000")]
    [InlineData("""{"min_streaks":2}""", "min_streaks", "is no setting; known here are direction, min_deviation, min_deviation_percent, min_streak, ignore")]
    [InlineData("""{"ignore":{"below":5}}""", "ignore", "is {\"below\":5}; must be a list of at most 16 rules such as {\"below\":5}")]
    [InlineData("""{"ignore":[{}]}""", "ignore[0]", "is {}; must be an object with one or more of above, below, methods, days, from, to, time_zone")]
    [InlineData("""{"ignore":[{"below":1},5]}""", "ignore[1]", "is 5; must be an object with one or more of above, below, methods, days, from, to, time_zone")]
    [InlineData("""{"ignore":[{"below":"5"}]}""", "ignore[0].below", "is \"5\"; must be a number")]
    [InlineData("""{"ignore":[{"below":1e999}]}""", "ignore[0].below", "is 1e999; must be a number")]
    [InlineData("""{"ignore":[{"above":5,"below":1}]}""", "ignore[0].above", "is 5, which no value is that is below 1; for what lies outside of a range write two rules")]
    [InlineData("""{"ignore":[{"methods":["guessing"]}]}""", "ignore[0].methods", "is [\"guessing\"]; must be a list of one or more of ensemble, moving_average, isolation_forest")]
    [InlineData("""{"ignore":[{"methods":[]}]}""", "ignore[0].methods", "is []; must be a list of one or more of ensemble, moving_average, isolation_forest")]
    [InlineData("""{"ignore":[{"days":["Sat"]}]}""", "ignore[0].days", "is [\"Sat\"]; must be a list of one or more of mon, tue, wed, thu, fri, sat, sun")]
    [InlineData("""{"ignore":[{"from":"24:00","to":"06:00"}]}""", "ignore[0].from", "is \"24:00\"; must be a time of day such as 22:00")]
    [InlineData("""{"ignore":[{"from":"22:00","to":"6:00"}]}""", "ignore[0].to", "is \"6:00\"; must be a time of day such as 06:00, or 24:00")]
    [InlineData("""{"ignore":[{"from":"22:00"}]}""", "ignore[0].from", "stands alone; a stretch of a day has a from and a to")]
    [InlineData("""{"ignore":[{"to":"22:00"}]}""", "ignore[0].to", "stands alone; a stretch of a day has a from and a to")]
    [InlineData("""{"ignore":[{"from":"22:00","to":"22:00"}]}""", "ignore[0].to", "is 22:00, as from is; for whole days leave both out")]
    [InlineData("""{"ignore":[{"days":["sat"],"time_zone":"Europe"}]}""", "ignore[0].time_zone", "is \"Europe\"; must be a time zone of the IANA database such as Europe/Berlin")]
    [InlineData("""{"ignore":[{"days":["sat"],"time_zone":"../../etc/passwd"}]}""", "ignore[0].time_zone", "is \"../../etc/passwd\"; must be a time zone of the IANA database such as Europe/Berlin")]
    [InlineData("""{"ignore":[{"days":["sat"],"time_zone":5}]}""", "ignore[0].time_zone", "is 5; must be a time zone of the IANA database such as Europe/Berlin")]
    [InlineData("""{"ignore":[{"below":5,"time_zone":"Europe/Berlin"}]}""", "ignore[0].time_zone", "says nothing without days, or from and to")]
    [InlineData("""{"ignore":[{"beneath":5,"below":5}]}""", "ignore[0].beneath", "is no condition; known here are above, below, methods, days, from, to, time_zone")]
    public void Read_Wrong_SaysWhereAndWhat(string alarms, string path, string complaint)
    {
        var errors = new SettingsErrors();
        SettingsSchema.Read($$"""{"alarms":{{alarms}} }""", Defaults, "[2].", errors);

        var (where, what) = Assert.Single(errors.ByPath);
        Assert.Equal(("[2].settings.alarms." + path, complaint), (where, Assert.Single(what)));
    }

    [Fact]
    public void Read_MoreThan16Rules_SaysHowManyMayBe()
    {
        var errors = new SettingsErrors();
        var rules = string.Join(',', Enumerable.Repeat("""{"below":1}""", 17));
        SettingsSchema.Read($$"""{"alarms":{"ignore":[{{rules}}] } }""", Defaults, "", errors);

        Assert.Contains("at most 16 rules", errors.ByPath["alarms.ignore"][0], StringComparison.Ordinal);
    }

    [Fact]
    public void Read_SameInAnotherOrderAndSpelling_IsTheSameText()
    {
        var errors = new SettingsErrors();
        var read = SettingsSchema.Read("""{"alarms":{"ignore":[{"days":["sun","sat","sun"],"below":5.0,"methods":["isolation_forest","moving_average"]}],"min_streak":2}}""", Defaults, "", errors);

        Assert.False(errors.Any);
        Assert.Equal("""{"alarms":{"min_streak":2,"ignore":[{"below":5,"methods":["moving_average","isolation_forest"],"days":["sat","sun"]}]}}""", read);
        var complete = SettingsMerge.Apply(Defaults, read);
        Assert.Equal(complete, SettingsSchema.Read(complete, Defaults, "", errors));
    }

    [Fact]
    public void Compile_AllOfIt_IsThePolicy()
    {
        var policy = SeriesSettings.Parse(SettingsMerge.Apply(
            Defaults,
            """{"alarms":{"direction":"above","min_deviation":2,"min_streak":3,"ignore":[{"above":1,"below":5},{"methods":["moving_average"],"days":["sat"],"from":"22:00","to":"06:00","time_zone":"Europe/Berlin"}]}}""")).Alarms!;

        Assert.Equal((AlarmDirection.Above, 2, 0, 3), (policy.Direction, policy.MinDeviation, policy.MinDeviationPercent, policy.MinStreak));
        Assert.Equal((1, 5), (policy.Ignore[0].Above, policy.Ignore[0].Below));
        Assert.Null(policy.Ignore[0].Time);
        Assert.Equal(["moving_average"], policy.Ignore[1].Methods);
        Assert.True(policy.Ignore[1].Time!.Covers(DateTimeOffset.Parse("2026-07-05T03:00:00Z", System.Globalization.CultureInfo.InvariantCulture).ToUnixTimeMilliseconds()));
        Assert.StartsWith("""{"direction":"above","min_deviation":2,"min_streak":3,"ignore":[{""", policy.Shown, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("[{\"below\":5}]", null)]
    [InlineData(" ", null)]
    [InlineData("below 5", "Alarms:Ignore is 'below 5'; must be a JSON list of rules such as [{\"below\":5}].")]
    [InlineData("[{\"from\":\"25:00\",\"to\":\"06:00\"}]", "Alarms:Ignore[0].from is \"25:00\"; must be a time of day such as 22:00.")]
    public void Configuration_RulesAsText_AreReadOrSayWhatIsWrong(string ignore, string? flaw)
    {
        var options = new DetectionOptions { Alarms = { Ignore = ignore } };

        Assert.Equal(flaw, options.FindFlaw());
        if (flaw is null)
        {
            Assert.Equal(ignore.Contains('5', StringComparison.Ordinal) ? 1 : 0, SeriesSettings.From(options).Alarms?.Ignore.Count ?? 0);
        }
    }

    [Fact]
    public void Configuration_RulesThatAreNoUnicode_AreNamed() => Assert.EndsWith(
        "; must be a JSON list of rules such as [{\"below\":5}].", new DetectionOptions { Alarms = { Ignore = "[\ud800" } }.FindFlaw(), StringComparison.Ordinal);
}
