using Anomaly.Grains.Partitions;
using Microsoft.Extensions.Time.Testing;

namespace Anomaly.Grains.Tests.Partitions;

public sealed class ClaimBackoffTests
{
    private readonly FakeTimeProvider _time = new();

    [Fact]
    public void Left_AfterTheFirstFailure_IsZero()
    {
        var backoff = new ClaimBackoff(_time);
        Assert.Equal(TimeSpan.Zero, backoff.Left);
        backoff.NoteFailure(_time.GetTimestamp(), saved: false);
        Assert.Equal(TimeSpan.Zero, backoff.Left);
    }

    [Fact]
    public void Left_SessionsThatEndAtOnce_GrowsToThirtySecondsAndRunsOut()
    {
        var backoff = new ClaimBackoff(_time);
        var pauses = new List<TimeSpan>();
        for (var i = 0; i < 40; i++)
        {
            backoff.NoteFailure(_time.GetTimestamp(), saved: false);
            pauses.Add(backoff.Left);
            _time.Advance(backoff.Left);
            Assert.Equal(TimeSpan.Zero, backoff.Left);
        }

        Assert.Equal([0, 100, 200, 400, 800], pauses.Take(5).Select(pause => pause.TotalMilliseconds));
        Assert.Equal(pauses.Order(), pauses);
        Assert.Equal(TimeSpan.FromSeconds(10), pauses[^1]);
    }

    [Theory]
    [InlineData(true, 0, false)]
    [InlineData(false, 31, false)]
    [InlineData(false, 0, true)]
    public void Left_AfterASessionThatSavedOrLastedOrWasHandedOver_StartsAgain(bool saved, int seconds, bool handedOver)
    {
        var backoff = new ClaimBackoff(_time);
        for (var i = 0; i < 10; i++)
        {
            backoff.NoteFailure(_time.GetTimestamp(), saved: false);
        }

        var opened = _time.GetTimestamp();
        _time.Advance(TimeSpan.FromSeconds(seconds));
        if (handedOver)
        {
            backoff.NoteHandover();
        }
        else
        {
            backoff.NoteFailure(opened, saved);
        }

        Assert.Equal(TimeSpan.Zero, backoff.Left);
        backoff.NoteFailure(_time.GetTimestamp(), saved: false);
        Assert.True(backoff.Left <= TimeSpan.FromMilliseconds(100));
    }
}
