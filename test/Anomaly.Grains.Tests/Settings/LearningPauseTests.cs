using Anomaly.Grains.Interfaces.Settings;
using Anomaly.Grains.Series;
using Anomaly.Grains.Settings;
using Anomaly.Storage.Notifications;
using Anomaly.Storage.Schema;
using Anomaly.Storage.Sqlite.Hosting;
using Anomaly.Storage.Sqlite.Options;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection;

namespace Anomaly.Grains.Tests.Settings;

public sealed class LearningPauseTests
{
    private static readonly DateTimeOffset Start = SomePauses.Start;

    [Theory]
    [InlineData("series", "web-.*", true, true, true)]
    [InlineData("series", "web", true, true, false)]
    [InlineData("host", "a", false, true, true)]
    [InlineData("host", "a", false, false, false)]
    [InlineData("zone", "", false, true, true)]
    [InlineData("zone", "eu", false, false, true)]
    [InlineData("zone", ".+", true, true, false)]
    public void For_SeriesThatMatches_HasSettingsOfItsOwn(string name, string value, bool isRegex, bool isEqual, bool expected)
    {
        const string labels = """{"host":"a"}""";
        var plain = Book().For("web-1.cpu", labels);

        var paused = Book(SomePauses.Of(name, value, isRegex, isEqual)).For("web-1.cpu", labels);

        Assert.Equal(expected, paused.Version != plain.Version);
        Assert.Equal(expected, SeriesSettings.Parse(paused.Text).LearningAt(Start.ToUnixTimeMilliseconds()) == Detectors.Learning.ScoreOnly);
    }

    [Fact]
    public void For_Group_HasNoPause()
    {
        var group = new GroupId("host", "a", "default").ToSeriesId()!;

        Assert.Equal(Book().For(group, null), Book(SomePauses.Of("series", ".*", isRegex: true)).For(group, null));
    }

    [Theory]
    [InlineData(-1, true)]
    [InlineData(0, false)]
    [InlineData(10 * 24 * 60 - 1, false)]
    [InlineData(10 * 24 * 60, true)]
    public void LearningAt_BySampleTime_StartIsInsideAndEndOutside(int minutes, bool learns) =>
        Assert.Equal(learns, Learns(SomePauses.Of("series", "cpu"), Start.AddMinutes(minutes)));

    [Theory]
    [InlineData("2026-11-21T20:59:00Z", true)]
    [InlineData("2026-11-21T21:00:00Z", false)]
    [InlineData("2026-11-22T04:59:00Z", false)]
    [InlineData("2026-11-22T05:00:00Z", true)]
    public void LearningAt_Windows_OnlyInThem(string time, bool learns)
    {
        var pause = SomePauses.Of("series", "cpu") with { Recurrence = """{"days":["sat"],"from":"22:00","to":"06:00","time_zone":"Europe/Berlin"}""" };

        Assert.Equal(learns, Learns(pause, DateTimeOffset.Parse(time, System.Globalization.CultureInfo.InvariantCulture)));
        Assert.True(Learns(pause with { Recurrence = """{"days":["tue"],"from":null,"to":null,"time_zone":"UTC"}""" }, Start));
    }

    [Fact]
    public void Judge_InAPause_AlarmsAndIsAsIfTheSamplesHadNotBeen()
    {
        var pause = SomePauses.Of("series", "cpu") with { EndsAt = Start.AddMinutes(5) };
        var (paused, spared) = (Model(pause), Model());
        var alarms = 0;
        for (var minute = -60; minute < 60; minute++)
        {
            var at = Start.AddMinutes(minute).ToUnixTimeMilliseconds();
            var off = minute is >= 0 and < 5;
            var raised = paused.Judge(at, off ? 500 : 50 + (minute & 3));
            alarms += off ? raised?.Count ?? 0 : 0;
            if (!off)
            {
                Assert.Equal(spared.Judge(at, 50 + (minute & 3))?.Count, raised?.Count);
            }
        }

        Assert.True(alarms >= 5);
        Assert.Equal(spared.Save(), paused.Save());
    }

    [Fact]
    public async Task Read_Silences_ThoseNotLearnedUntilADayAfterTheirEnd()
    {
        var folder = Directory.CreateTempSubdirectory("anomaly-pauses-");
        var services = new ServiceCollection();
        services.AddSingleton<TimeProvider>(new At(Start));
        services.AddSqliteStorage(new SqliteStorageOptions { Path = Path.Combine(folder.FullName, "anomaly.db") });
        await using (var provider = services.BuildServiceProvider())
        {
            var end = TestContext.Current.CancellationToken;
            await provider.GetRequiredService<IStorageSchema>().MigrateAsync(end);
            var store = provider.GetRequiredService<ISilenceStore>();
            await store.SaveAsync([Row(1, -30, -25), Row(2, -30, -23), Row(3, 5, 6) with { Recurrence = """{"days":null,"from":"22:00","to":"06:00","time_zone":"UTC"}""" }, Row(4, -1, 1) with { Learn = true }, Row(5, 2, 2)], end);

            var pauses = await new SilencePauses(store, new At(Start)).ReadAsync(end);

            Assert.Equal([Start.AddHours(-30), Start.AddHours(5)], pauses.Select(pause => pause.StartsAt));
            Assert.Equal([new PauseMatcher("host", "web-.*", true, false)], pauses[0].Matchers);
            Assert.Equal((null, true), (pauses[0].Recurrence, pauses[1].Recurrence is not null));
            Assert.Equal(pauses, await new SilencePauses(store, new At(Start)).ReadAsync(end));
        }

        SqliteConnection.ClearAllPools();
        folder.Delete(recursive: true);
    }

    private static SilenceRow Row(int number, int fromHours, int toHours) => new()
    {
        Id = new Guid(number, 0, 0, new byte[8]),
        StartsAt = Start.AddHours(fromHours),
        EndsAt = Start.AddHours(toHours),
        UpdatedAt = Start,
        CreatedBy = "ana",
        Comment = "disks",
        Matchers = """[{"name":"host","value":"web-.*","isRegex":true,"isEqual":false}]""",
        Learn = false,
    };

    private static SettingsBook Book(params LearningPause[] pauses) =>
        new(new SettingsDocument { Defaults = SeriesSettings.From(new DetectionOptions()).Stamped.Text, Pauses = pauses });

    private static bool Learns(LearningPause pause, DateTimeOffset at) =>
        SeriesSettings.Parse(Book(pause).For("cpu", null).Text).LearningAt(at.ToUnixTimeMilliseconds()) == Detectors.Learning.Learn;

    private static SeriesModel Model(params LearningPause[] pauses)
    {
        var document = new SettingsDocument { Defaults = SeriesSettings.From(Exact.Options(20, 5)).Stamped.Text, Pauses = pauses };
        return SeriesModel.Restore(SeriesSettings.Parse(new SettingsBook(document).For("cpu", null).Text), default, null);
    }

    private sealed class At(DateTimeOffset now) : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => now;
    }
}
