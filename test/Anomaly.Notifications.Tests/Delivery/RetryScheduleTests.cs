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

    [Fact]
    public void RetryAfter_OfTheLargestTime_IsCapped() => Assert.InRange(RetrySchedule.Next(Guid.NewGuid(), 1, TimeSpan.MaxValue)!.Value.TotalHours, 1, 1.2);
}
