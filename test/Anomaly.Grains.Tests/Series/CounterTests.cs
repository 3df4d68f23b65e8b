using System.Text.Json;
using Anomaly.Detectors;
using Anomaly.Grains.Series;
using Anomaly.Grains.Settings;

namespace Anomaly.Grains.Tests.Series;

public sealed class CounterTests
{
    private const long Start = 1_760_000_000_000;

    private static SeriesSettings Settings(string kind = "counter") =>
        SeriesSettings.From(new DetectionOptions { Samples = { Kind = kind }, MovingAverage = { WindowSize = 3, Threshold = 10 } });

    private static SeriesModel New(string kind = "counter") => SeriesModel.Restore(Settings(kind), default, null);

    private static double[] Judged(SeriesModel model) => [.. model.Points.Newest(PointRing.Capacity, _ => null).Select(point => point.Value)];

    [Fact]
    public void Apply_Counter_JudgesTheIncreasePerSecond()
    {
        var model = New();
        foreach (var (second, value) in new[] { (0, 100.0), (10, 150), (20, 150), (25, 160) })
        {
            Assert.Null(model.Apply(Start + (second * 1000), value));
        }

        Assert.Equal([5, 0, 2], Judged(model));
        Assert.Equal((Start + 25_000, 160.0), (model.LastSeen, model.LastValue));
    }

    [Fact]
    public void Apply_ValueBelowTheLast_IsAResetAndCountsFromZero()
    {
        var model = New();
        model.Apply(Start, 1000);
        model.Apply(Start + 10_000, 30);
        model.Apply(Start + 20_000, 50);

        Assert.Equal([3, 2], Judged(model));
    }

    [Fact]
    public void Apply_RepeatedOrLateReading_HasNoRateAndChangesNothing()
    {
        var model = New();
        model.Apply(Start, 100);
        model.Apply(Start + 10_000, 200);
        var before = (model.LastSeen, model.LastValue, Judged(model).Length);
        foreach (var (second, value) in new[] { (10, 200.0), (10, 205), (5, 150) })
        {
            Assert.Null(model.Apply(Start + (second * 1000), value));
            Assert.False(model.HasJudged);
        }

        Assert.Equal(before, (model.LastSeen, model.LastValue, Judged(model).Length));
        model.Apply(Start + 20_000, 300);
        Assert.Equal([10, 10], Judged(model));
    }

    [Fact]
    public void Apply_ClockWasSetBack_GoesOnAfterAHundredReadings()
    {
        var model = New();
        model.Apply(Start + 86_400_000, 1);
        for (var second = 0; second < 103; second++)
        {
            model.Apply(Start + (second * 1000), second * 4);
        }

        Assert.Equal([4, 4, 4], Judged(model));
    }

    [Fact]
    public void Apply_RateThatAlarms_SaysWhatItWasMadeOf()
    {
        var model = New();
        Alarm[] alarms = [];
        foreach (var (second, value) in new[] { (0, 0.0), (10, 10), (20, 20), (30, 1020) })
        {
            alarms = [.. model.Apply(Start + (second * 1000), value) ?? []];
        }

        var alarm = Assert.Single(alarms);
        Assert.Equal(100, alarm.Value);
        Assert.EndsWith("; per second: the counter went from 20 to 1020 in 10 s", alarm.Reason, StringComparison.Ordinal);
        using var context = JsonDocument.Parse(alarm.Context);
        Assert.Equal(3, context.RootElement.GetProperty("window").GetArrayLength());
        Assert.Equal(
            """{"value":1020,"timestamp":"2025-10-09T08:53:50.000Z","previous_value":20,"previous_timestamp":"2025-10-09T08:53:40.000Z","reset":false}""",
            context.RootElement.GetProperty("counter").GetRawText());
    }

    [Fact]
    public void Restore_AtEveryReading_GivesTheSameRates()
    {
        var (whole, pieces, random) = (New(), New(), new Random(2));
        for (var (i, value) = (0, 0.0); i < 200; i++)
        {
            value = random.Next(20) == 0 ? 0 : value + random.Next(50);
            pieces = SeriesModel.Restore(Settings(), pieces.Save(), pieces.Points.Save());
            var at = Start + (i * 10_000) - (random.Next(5) == 0 ? 15_000 : 0);
            Assert.Equal(whole.Apply(at, value), pieces.Apply(at, value));
        }

        Assert.Equal(whole.Save(), pieces.Save());
    }

    [Fact]
    public void Under_FromGaugeToCounter_ForgetsWhatItLearnedOfValues()
    {
        var model = New("gauge");
        for (var i = 0; i < 5; i++)
        {
            model.Apply(Start + (i * 1000), 1_000_000 + i);
        }

        model = model.Under(Settings());
        Assert.Empty(Judged(model));
        for (var i = 5; i < 10; i++)
        {
            Assert.Null(model.Apply(Start + (i * 1000), 1_000_000 + i));
        }

        Assert.Equal([1, 1, 1, 1, 1], Judged(model));
    }

    [Fact]
    public void Restore_OfAStateBeforeCounters_IsRead()
    {
        // Version 1: LastSeen, LastValue, no detectors.
        byte[] old = [1, .. BitConverter.GetBytes(Start), .. BitConverter.GetBytes(7.5), 0];

        var model = SeriesModel.Restore(Settings("gauge"), old, null);

        Assert.Equal((Start, 7.5, false), (model.LastSeen, model.LastValue, model.IsSilent));
        Assert.False(SeriesModel.SaysSilent(old));
        model = SeriesModel.Restore(Settings(), old, null);
        model.Apply(Start + 1000, 10);
        Assert.Equal([2.5], Judged(model));
    }

    [Fact]
    public void Preview_OfACounter_RunsOverRates()
    {
        var (gauge, counter) = (New("gauge"), New());
        for (var i = 0; i < 20; i++)
        {
            gauge.Apply(Start + (i * 1000), i * 7);
            counter.Apply(Start + (i * 1000), i * 7);
        }

        var asCounter = PreviewedModel.Run(gauge, """{"samples":{"kind":"counter"}}""");
        Assert.Equal(Judged(counter), asCounter.Points.Select(point => point.Value));
        Assert.Empty(asCounter.Alarms);
        Assert.Equal(Judged(counter), PreviewedModel.Run(counter, "{}").Points.Select(point => point.Value));
        Assert.Empty(PreviewedModel.Run(counter, """{"samples":{"kind":"gauge"}}""").Points);
    }

    [Fact]
    public void Apply_WithoutAnAlarm_AllocatesNothing()
    {
        var model = New();
        var at = Start;
        for (var i = 0; i < 500; i++)
        {
            model.Apply(at += 1000, i * 3);
        }

        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 500; i < 1000; i++)
        {
            model.Apply(at += 1000, i * 3);
        }

        Assert.Equal(before, GC.GetAllocatedBytesForCurrentThread());
    }
}
