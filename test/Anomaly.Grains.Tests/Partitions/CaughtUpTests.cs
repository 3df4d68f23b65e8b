using Anomaly.Grains.Partitions.Silence;

namespace Anomaly.Grains.Tests.Partitions;

public sealed class CaughtUpTests
{
    private readonly CaughtUp _caughtUp = new();
    private TimeSpan _now;

    [Fact]
    public void Look_NothingComesAndTheBrokerSaysSo_GoesOn()
    {
        Look(60, appliedTo: 100, end: 100);

        Assert.Equal(TimeSpan.FromSeconds(58), _caughtUp.Until);
        Assert.Equal(TimeSpan.Zero, _caughtUp.Behind);
    }

    [Fact]
    public void Look_BusyPartitionThatIsNeverAtItsEnd_IsSomeSecondsBehind()
    {
        for (var second = 1; second <= 60; second++)
        {
            Look(1, appliedTo: (1000 * second) - 50, end: 1000 * second);
        }

        Assert.InRange(_now - _caughtUp.Until, TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(3));
        Assert.Equal(TimeSpan.Zero, _caughtUp.Behind);
    }

    [Fact]
    public void Look_PartitionThatIsBehind_StandsStillAndBeginsAnew()
    {
        Look(10, appliedTo: 100, end: 100);
        Look(60, appliedTo: 150, end: 10_000);
        Assert.True(_caughtUp.Until < TimeSpan.FromSeconds(12));
        Assert.Equal(_now, _caughtUp.Behind);
        Look(5, appliedTo: 10_000, end: 10_000);

        Assert.True(_caughtUp.Until > _caughtUp.Behind);
    }

    [Fact]
    public void Look_BrokerIsNotHeard_BeginsAnew()
    {
        Look(10, appliedTo: 100, end: 100);
        Look(60, appliedTo: 100, end: 100, sinceHeard: 40);
        Assert.Equal(_now, _caughtUp.Behind);
        Look(3, appliedTo: 100, end: 100);
        Assert.Equal(_now - TimeSpan.FromSeconds(2), _caughtUp.Behind);
        Look(1, appliedTo: 100, end: 100, error: "Kafka cannot be read.");
        Assert.Equal(_now, _caughtUp.Behind);
    }

    [Fact]
    public void Look_LogEndsInRecordsForNobody_IsCaughtUpOnceNothingIsReadForLong()
    {
        Look(10, appliedTo: 98, end: 100, position: 98, resting: 5);
        Assert.True(_caughtUp.Until <= TimeSpan.FromSeconds(1));
        Look(30, appliedTo: 98, end: 100, position: 98, resting: 20);

        Assert.Equal(_now - TimeSpan.FromSeconds(2), _caughtUp.Until);
    }

    [Fact]
    public void Look_ProcessWasStopped_BeginsAnew()
    {
        Look(10, appliedTo: 100, end: 100);
        _now += TimeSpan.FromMinutes(10);
        Look(1, appliedTo: 100, end: 100, sinceHeard: 600);

        Assert.Equal(_now, _caughtUp.Behind);
        Assert.True(_caughtUp.Until <= TimeSpan.FromSeconds(10));
    }

    private void Look(int seconds, long appliedTo, long end, double sinceHeard = 1, long? position = null, double? resting = null, string? error = null)
    {
        for (; seconds > 0; seconds--)
        {
            _now += TimeSpan.FromSeconds(1);
            _caughtUp.Look(_now, appliedTo, end, new("metrics", "metrics", 0, position, end, 0, error, TimeSpan.FromSeconds(sinceHeard), resting is { } rest ? TimeSpan.FromSeconds(rest) : null));
        }
    }
}
