using Anomaly.Producer.Pacing;

namespace Anomaly.Producer.Tests.Replay;

public sealed class PacerTests
{
    private static readonly DateTimeOffset Now = new(2026, 11, 22, 10, 0, 0, TimeSpan.Zero);
    private static readonly DateTimeOffset Event = new(2014, 4, 1, 0, 0, 0, TimeSpan.Zero);

    [Theory]
    [InlineData(1, 300)]
    [InlineData(60, 5)]
    [InlineData(0.5, 600)]
    public async Task Wait_Speed_DividesTheTimeBetweenEvents(double speed, double seconds)
    {
        var time = new JumpingTime(Now);
        var pacer = new Pacer(time, speed);
        await pacer.WaitUntilAsync(Event, TestContext.Current.CancellationToken);
        Assert.Equal(Now, time.GetUtcNow());
        await pacer.WaitUntilAsync(Event.AddMinutes(5), TestContext.Current.CancellationToken);
        Assert.Equal(seconds, (time.GetUtcNow() - Now).TotalSeconds, 3);
    }

    [Fact]
    public async Task Wait_AfterADelay_CatchesUpAndKeepsThePaceOfTheStart()
    {
        var time = new JumpingTime(Now);
        var pacer = new Pacer(time, 1);
        await pacer.WaitUntilAsync(Event, TestContext.Current.CancellationToken);
        time.Advance(TimeSpan.FromSeconds(25)); // the broker was slow
        await pacer.WaitUntilAsync(Event.AddSeconds(10), TestContext.Current.CancellationToken);
        await pacer.WaitUntilAsync(Event.AddSeconds(20), TestContext.Current.CancellationToken);
        Assert.Equal(25, (time.GetUtcNow() - Now).TotalSeconds);
        await pacer.WaitUntilAsync(Event.AddSeconds(30), TestContext.Current.CancellationToken);
        Assert.Equal(30, (time.GetUtcNow() - Now).TotalSeconds, 3);
    }

    [Fact]
    public async Task Wait_GapOfYears_IsToldAndWaitedFor()
    {
        var time = new JumpingTime(Now);
        var told = new List<TimeSpan>();
        var pacer = new Pacer(time, 1, (wait, _) => told.Add(wait));
        await pacer.WaitUntilAsync(Event, TestContext.Current.CancellationToken);
        await pacer.WaitUntilAsync(Event.AddDays(1000), TestContext.Current.CancellationToken);
        Assert.Equal(1000, (time.GetUtcNow() - Now).TotalDays, 3);
        Assert.Equal(1000, Assert.Single(told).TotalDays, 3);
    }

    [Fact]
    public async Task Wait_AsFastAsItGoes_NeverWaits()
    {
        var time = new JumpingTime(Now);
        var pacer = new Pacer(time, double.PositiveInfinity);
        await pacer.WaitUntilAsync(Event, TestContext.Current.CancellationToken);
        await pacer.WaitUntilAsync(Event.AddDays(1000), TestContext.Current.CancellationToken);
        Assert.Equal(Now, time.GetUtcNow());
        Assert.False(pacer.IsPaced);
    }
}
