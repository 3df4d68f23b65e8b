using Anomaly.Grains.Interfaces.Anomalies;
using Anomaly.Grains.Interfaces.Series;
using Anomaly.Grains.Series;
using Anomaly.Grains.Settings;
using Anomaly.Grains.Tests.Settings;

namespace Anomaly.Grains.Tests.Series;

public sealed class PreviewedModelTests
{
    [Theory]
    [InlineData(null)]
    [InlineData("""{"moving_average":{"threshold":4}}""")]
    [InlineData("""{"moving_average":{"window_size":9,"threshold":1.5,"threshold_kind":"sigma"}}""")]
    [InlineData("""{"isolation_forest":{"batch_size":6,"min_consecutive":1,"contamination":0.3}}""")]
    [InlineData("""{"methods":["isolation_forest"],"isolation_forest":{"contamination":0.4,"min_consecutive":1}}""")]
    public void Run_ThenTheSameValuesComeUnderTheSettings_AgreePointForPoint(string? settings)
    {
        var alarmed = 0;
        for (var seed = 0; seed < 20; seed++)
        {
            var model = Learned(seed, samples: 40 + (seed * 13));
            var recent = model.Points.Newest(PointRing.Capacity, _ => null);
            var before = model.Save();

            var preview = PreviewedModel.Run(model, settings);

            Assert.Equal(before, model.Save());
            Assert.Empty(preview.Errors);
            var errors = new SettingsErrors();
            var inForce = model.Settings.Stamped.Text;
            var later = settings is null ? model : model.Under(SeriesSettings.Parse(
                Interfaces.Settings.SettingsMerge.Apply(inForce, SettingsSchema.Read(settings, inForce, "", errors))));
            List<PreviewedAlarm> found = [];
            for (var i = 0; i < recent.Length; i++)
            {
                // At the same times: the hour of the day is a part of what is expected.
                foreach (var alarm in later.Apply(recent[i].Timestamp.ToUnixTimeMilliseconds(), recent[i].Value) ?? [])
                {
                    found.Add(new PreviewedAlarm(i - alarm.Lag, alarm.Method, (AnomalySeverity)alarm.Severity, alarm.Score, alarm.Reason));
                }
            }

            Assert.Equal(found, preview.Alarms);
            Assert.Equal(
                later.Points.Newest(recent.Length, _ => null).Select(point => (point.Value, point.Expected, point.Lower, point.Upper, point.Score)),
                preview.Points.Select(point => (point.Value, point.Expected, point.Lower, point.Upper, point.Score)));
            Assert.Equal(recent.Select(point => point.Timestamp), preview.Points.Select(point => point.Timestamp));
            alarmed += found.Count;
        }

        Assert.True(alarmed > 0);
    }

    [Fact]
    public void Run_SettingsNotPossible_HasNothingButTheErrors()
    {
        var preview = PreviewedModel.Run(Learned(1, 50), """{"moving_average":{"threshold":0}}""");

        Assert.Equal("moving_average.threshold", Assert.Single(preview.Errors).Key);
        Assert.Empty(preview.Points);
        Assert.Empty(preview.Alarms);
    }

    [Fact]
    public void Run_SeriesWithoutSamples_IsEmpty()
    {
        var preview = PreviewedModel.Run(Learned(1, 0), null);

        Assert.Empty(preview.Errors);
        Assert.Empty(preview.Points);
    }

    private static SeriesModel Learned(int seed, int samples)
    {
        var random = new Random(seed);
        var model = SeriesModel.Restore(SeriesSettings.From(Exact.Options()), default, null);
        for (var i = 0; i < samples; i++)
        {
            model.Apply(1_760_000_000_000 + (i * 1000), 50 + random.NextDouble() + (random.Next(9) == 0 ? 30 : 0));
        }

        return model;
    }
}
