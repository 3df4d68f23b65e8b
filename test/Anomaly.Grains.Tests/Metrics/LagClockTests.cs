using Anomaly.Grains.Metrics;

namespace Anomaly.Grains.Tests.Metrics;

public sealed class LagClockTests
{
    private readonly LagClock _clock = new();

    [Fact]
    public void Behind_AllIsApplied_IsZero()
    {
        _clock.Look(Second(1), appliedTo: 100, end: 100);
        Assert.Equal(TimeSpan.Zero, _clock.Behind(Second(60)));
    }

    [Fact]
    public void Behind_NothingIsApplied_IsSinceTheFirstRecordWasSeen()
    {
        _clock.Look(Second(1), appliedTo: 100, end: 100);
        _clock.Look(Second(2), appliedTo: 100, end: 110);
        _clock.Look(Second(3), appliedTo: 100, end: 120);
        Assert.Equal(Second(8), _clock.Behind(Second(10)));
    }

    [Fact]
    public void Behind_SomeIsApplied_IsSinceTheOldestThatIsNot()
    {
        _clock.Look(Second(2), appliedTo: 100, end: 110);
        _clock.Look(Second(3), appliedTo: 100, end: 120);
        _clock.Look(Second(4), appliedTo: 110, end: 130);
        Assert.Equal(Second(7), _clock.Behind(Second(10)));
    }

    [Fact]
    public void Behind_BusyPartitionThatIsNeverAtItsEnd_StaysAboutASecond()
    {
        for (var second = 1; second <= 5000; second++)
        {
            _clock.Look(Second(second), appliedTo: (1000 * second) - 50, end: 1000 * second);
            Assert.InRange(_clock.Behind(Second(second)), TimeSpan.Zero, Second(1));
        }
    }

    [Fact]
    public void Behind_OwnerReadsAgain_CountsFromThen()
    {
        _clock.Look(Second(1), appliedTo: 100, end: 100);
        _clock.Look(Second(5), appliedTo: 40, end: 100);
        Assert.Equal(Second(5), _clock.Behind(Second(10)));
    }

    [Fact]
    public void Behind_EndThatTurnsOutToBeForNobody_IsZero()
    {
        _clock.Look(Second(1), appliedTo: 99, end: 100);
        _clock.Look(Second(20), appliedTo: 99, end: 99);
        Assert.Equal(TimeSpan.Zero, _clock.Behind(Second(30)));
    }

    [Fact]
    public void NoteEnd_NobodyApplies_Grows()
    {
        _clock.Look(Second(1), appliedTo: 100, end: 100);
        _clock.NoteEnd(Second(2), end: 110);
        _clock.NoteEnd(Second(3), end: 120);
        Assert.Equal(Second(8), _clock.Behind(Second(10)));
    }

    [Fact]
    public void Behind_BehindForADay_IsRightWithinAStepOfWhatIsRemembered()
    {
        const int day = 24 * 60 * 60;
        for (var second = 0; second <= day; second++)
        {
            _clock.Look(Second(second), appliedTo: 0, end: 1 + (10L * second));
        }

        Assert.Equal(Second(day), _clock.Behind(Second(day)));
        _clock.Look(Second(day), appliedTo: 5L * day, end: 1 + (10L * day));
        Assert.InRange(_clock.Behind(Second(day)).TotalSeconds, day / 2, (day / 2) + (4.0 * day / LagClock.MaxMarks));
    }

    private static TimeSpan Second(int second) => TimeSpan.FromSeconds(second);
}
