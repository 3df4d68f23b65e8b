using Anomaly.Grains.Interfaces.Settings;
using Anomaly.Grains.Series;
using Anomaly.Grains.Settings;
using Anomaly.Grains.Tests.Settings;

namespace Anomaly.Grains.Tests.Series;

/// <summary>The policy of alarms around a series' detectors.</summary>
public sealed class AdmittedAlarmTests
{
    private static readonly string Exactly = SeriesSettings.From(Exact.Options(threshold: 5)).Stamped.Text;

    [Fact]
    public void Apply_OnlyWhatIsRaised_IsMarkedAndToldAndPreviewed()
    {
        var all = SeriesModel.Restore(SeriesSettings.Parse(Exactly), default, null);
        var above = SeriesModel.Restore(Settings("""{"direction":"above"}"""), default, null);
        var (found, raised) = (0, 0);
        for (var i = 0; i < 60; i++)
        {
            var value = i % 20 == 9 ? 90 : i % 20 == 18 ? -50 : 10;
            found += all.Apply(i * 1000, value)?.Count(alarm => alarm.Value < 0) ?? 0;
            var alarms = above.Apply(i * 1000, value);
            raised += alarms?.Count ?? 0;
            Assert.All(alarms ?? [], alarm => Assert.NotEqual(Detectors.AlarmDirection.Below, alarm.Direction));
            Assert.All(alarms ?? [], alarm => Assert.EndsWith(""","alarms":{"direction":"above"}}""", alarm.Config, StringComparison.Ordinal));
            Assert.Equal(alarms?.Any(alarm => alarm.Lag == 0) ?? false, above.Points.Newest(1, _ => Guid.Empty)[0].AnomalyId is not null);
        }

        Assert.True(found > 0 && raised > 0);
        var below = PreviewedModel.Run(all, """{"alarms":{"direction":"below"}}""").Alarms.Where(alarm => alarm.Method == "moving_average").ToArray();
        Assert.NotEmpty(below);
        Assert.All(below, alarm => Assert.Contains(" below ", alarm.Reason, StringComparison.Ordinal));
        Assert.Empty(PreviewedModel.Run(all, """{"alarms":{"min_deviation":500}}""").Alarms);
    }

    [Fact]
    public void Apply_Dropped_IsLearnedAllTheSame()
    {
        var all = SeriesModel.Restore(SeriesSettings.Parse(Exactly), default, null);
        var none = SeriesModel.Restore(Settings("""{"ignore":[{"above":-1000}]}"""), default, null);
        for (var i = 0; i < 100; i++)
        {
            all.Apply(i, i % 17 == 0 ? 90 : 10);
            Assert.Null(none.Apply(i, i % 17 == 0 ? 90 : 10));
        }

        Assert.Equal(all.Save(), none.Save());
        Assert.Equal(
            all.Points.Newest(64, _ => null).Select(point => (point.Value, point.Expected, point.Score)),
            none.Points.Newest(64, _ => null).Select(point => (point.Value, point.Expected, point.Score)));
    }

    [Fact]
    public void Restore_InTheMiddleOfAStreak_GoesOnWithIt()
    {
        var settings = Settings("""{"min_streak":4}""");
        var random = new Random(3);
        var whole = SeriesModel.Restore(settings, default, null);
        var pieces = SeriesModel.Restore(settings, default, null);
        var raised = 0;
        for (var i = 0; i < 600; i++)
        {
            var value = random.Next(i / 40 % 2 == 0 ? 4 : 100);
            pieces = SeriesModel.Restore(settings, pieces.Save(), null);
            var expected = whole.Apply(i * 1000, value);
            Assert.Equal(expected, pieces.Apply(i * 1000, value));
            raised += expected?.Count ?? 0;
        }

        Assert.True(raised > 5);
        Assert.Equal(whole.Save(), pieces.Save());
    }

    [Fact]
    public void Save_NoStreakAskedFor_WritesWhatItWroteWithoutAPolicy()
    {
        var plain = SeriesModel.Restore(SeriesSettings.Parse(Exactly), default, null);
        var streak = SeriesModel.Restore(Settings("""{"min_streak":2}"""), default, null);
        for (var i = 0; i < 30; i++)
        {
            plain.Apply(i, i % 2 * 50);
            streak.Apply(i, i % 2 * 50);
        }

        Assert.True(streak.Save().Length > plain.Save().Length);
        Assert.Equal(plain.Save(), SeriesModel.Restore(SeriesSettings.Parse(Exactly), streak.Save(), null).Save());
    }

    [Fact]
    public void Under_AStreak_KeepsWhatTheDetectorsLearned()
    {
        var model = SeriesModel.Restore(SeriesSettings.Parse(Exactly), default, null);
        for (var i = 0; i < 4; i++)
        {
            model.Apply(i, 10);
        }

        model = model.Under(Settings("""{"min_streak":2}"""));

        Assert.Null(model.Apply(5, 90));
        Assert.NotNull(model.Apply(6, 90));
    }

    private static SeriesSettings Settings(string alarms) => SeriesSettings.Parse(SettingsMerge.Apply(Exactly, $$"""{"alarms":{{alarms}} }"""));
}
