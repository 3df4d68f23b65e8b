using Anomaly.Grains.Partitions;
using Microsoft.Extensions.Time.Testing;

namespace Anomaly.Grains.Tests.Partitions;

public sealed class MoveBackoffTests
{
    private readonly FakeTimeProvider _time = new();

    [Fact]
    public void PauseFor_ASeriesNotTakenLately_IsZero() => Assert.Equal(TimeSpan.Zero, new MoveBackoff(_time).PauseFor("a"));

    [Fact]
    public void PauseFor_ASeriesTakenAgainAndAgain_GrowsToALimitAndIsForgotten()
    {
        var backoff = new MoveBackoff(_time);
        var last = TimeSpan.Zero;
        for (var i = 0; i < 12; i++)
        {
            backoff.NoteMove("a");
            var pause = backoff.PauseFor("a");
            Assert.True(pause >= last);
            last = pause;
        }

        Assert.Equal(TimeSpan.FromSeconds(30), last);
        Assert.Equal(TimeSpan.Zero, backoff.PauseFor("b"));
        _time.Advance(last);
        Assert.Equal(TimeSpan.Zero, backoff.PauseFor("a"));
        _time.Advance(TimeSpan.FromMinutes(11));
        backoff.NoteMove("a");
        Assert.True(backoff.PauseFor("a") < TimeSpan.FromSeconds(1));
    }
}
