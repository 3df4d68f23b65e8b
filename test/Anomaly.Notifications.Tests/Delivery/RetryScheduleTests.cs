using Anomaly.Notifications.Delivery;
using CsCheck;

namespace Anomaly.Notifications.Tests.Delivery;

public sealed class RetryScheduleTests
{
    private static readonly double[] Seconds = [5, 300, 1800, 7200, 18_000, 36_000, 36_000];

    [Fact]
    public void Waits_AreThoseOfStandardWebhooksAndUpToAFifthLonger() => Gen.Guid.Sample(id =>
    {
        for (var attempt = 1; attempt <= Seconds.Length; attempt++)
        {
            var wait = RetrySchedule.Next(id, attempt)!.Value.TotalSeconds;
            Assert.InRange(wait, Seconds[attempt - 1], Seconds[attempt - 1] * 1.2);
            Assert.Equal(wait, RetrySchedule.Next(id, attempt)!.Value.TotalSeconds);
        }

        Assert.Null(RetrySchedule.Next(id, Seconds.Length + 1));
    });

    [Fact]
    public void Waits_OfManyMessages_AreSpread()
    {
        var tenths = Enumerable.Range(0, 1000).Select(_ => (int)((RetrySchedule.Next(Guid.NewGuid(), 2)!.Value.TotalSeconds - 300) / 6)).CountBy(tenth => tenth).ToArray();

        Assert.Equal(10, tenths.Length);
        Assert.All(tenths, tenth => Assert.InRange(tenth.Value, 50, 150));
    }

    [Theory]
    [InlineData(60, 60)]
    [InlineData(1, 5)]
    [InlineData(3600, 3600)]
    [InlineData(864_000, 3600)]
    public void RetryAfter_MakesTheWaitLongerUpToAnHour(int asked, int expected)
    {
        var wait = RetrySchedule.Next(Guid.NewGuid(), 1, TimeSpan.FromSeconds(asked))!.Value.TotalSeconds;

        Assert.InRange(wait, expected, expected * 1.2);
    }

    /// <summary>As an Alertmanager, whose alerts would end meanwhile: many attempts, over the same time as any other receiver has.</summary>
    [Fact]
    public void AtMost_ShortensTheWaitsAndNotTheTimeInAll()
    {
        var (atMost, waited, attempt) = (TimeSpan.FromSeconds(100), TimeSpan.Zero, 0);
        while (RetrySchedule.Next(Guid.NewGuid(), ++attempt, TimeSpan.FromHours(1), atMost) is { } wait)
        {
            Assert.InRange(wait, TimeSpan.FromSeconds(5), atMost);
            waited += wait;
        }

        Assert.InRange(waited, TimeSpan.FromHours(27), TimeSpan.FromHours(28));
    }

    [Fact]
    public void RetryAfter_OfTheLargestTime_IsCapped() => Assert.InRange(RetrySchedule.Next(Guid.NewGuid(), 1, TimeSpan.MaxValue)!.Value.TotalHours, 1, 1.2);
}
