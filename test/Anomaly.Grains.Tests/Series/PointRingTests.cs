using Anomaly.Grains.Series;

namespace Anomaly.Grains.Tests.Series;

public sealed class PointRingTests
{
    private const long Start = 1_760_000_000_123;

    [Fact]
    public void Newest_AfterMoreThanItHolds_AreTheLastInOrder()
    {
        var ring = new PointRing();
        for (var i = 0; i < 200; i++)
        {
            ring.Add(Start + i, i + 0.1, i, 2, 0.5, anomaly: false);
        }

        var points = ring.Newest(1000, _ => null);

        Assert.Equal(PointRing.Capacity, points.Length);
        Assert.Equal(Enumerable.Range(200 - PointRing.Capacity, PointRing.Capacity).Select(i => i + 0.1), points.Select(point => point.Value));
        Assert.Equal(Start + 199, points[^1].Timestamp.ToUnixTimeMilliseconds());
        Assert.Equal(197, points[^1].Lower);
        Assert.Equal(201, points[^1].Upper);
        Assert.Equal([198.1, 199.1], ring.Newest(2, _ => null).Select(point => point.Value));
    }

    [Fact]
    public void Load_OfSaved_GivesTheSamePoints()
    {
        var ring = new PointRing();
        for (var i = 0; i < 70; i++)
        {
            ring.Add(Start + (i * 60_000L), i, double.NaN, double.NaN, 0, anomaly: i == 69);
        }

        var id = Guid.NewGuid();
        Guid? At(long at) => at == Start + (69 * 60_000L) ? id : null;
        var loaded = PointRing.Load(ring.Save());
        Assert.Equal(ring.Newest(64, At), loaded.Newest(64, At));
        loaded.Add(Start + (70 * 60_000L), 70, 0, 0, 0, anomaly: false);
        Assert.Equal(id, loaded.Newest(2, At)[0].AnomalyId);
        Assert.Equal(70, loaded.Newest(1, At)[0].Value);
    }

    [Fact]
    public void Add_TimesGoingBackAndYearsApart_KeepsThemToWithinTheUnit()
    {
        var ring = new PointRing();
        long[] times = [Start, Start - 5_000, Start + (400L * 86_400_000), Start - (4000L * 86_400_000)];
        foreach (var time in times)
        {
            ring.Add(time, 1, 1, 1, 1, anomaly: false);
        }

        var points = ring.Newest(4, _ => null);
        Assert.All(times.Zip(points), pair => Assert.InRange(pair.Second.Timestamp.ToUnixTimeMilliseconds(), pair.First - 512, pair.First));
    }

    [Fact]
    public void Load_OfBytesOfAnotherVersion_IsEmpty()
    {
        var bytes = new PointRing().Save();
        bytes[0] = 77;
        Assert.Empty(PointRing.Load(bytes).Newest(10, _ => null));
    }
}
