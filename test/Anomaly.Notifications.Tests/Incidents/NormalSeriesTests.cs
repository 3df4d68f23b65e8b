using Anomaly.Grains.Interfaces.Series;
using Anomaly.Notifications.Incidents;

namespace Anomaly.Notifications.Tests.Incidents;

public sealed class NormalSeriesTests
{
    private static ScoredPoint At(int second, bool anomaly = false) =>
        new(Some.Time.AddSeconds(second), 1, null, null, null, 0, anomaly ? Guid.NewGuid() : null);

    [Fact]
    public void IsNormal_EnoughPointsAllLaterAndWithoutAnAnomaly() =>
        Assert.True(NormalSeries.IsNormal([At(0, anomaly: true), At(1), At(2), At(3)], Some.Time, 3));

    [Fact]
    public void IsNormal_OnePointIsAnAnomaly_IsNot() =>
        Assert.False(NormalSeries.IsNormal([At(1), At(2, anomaly: true), At(3)], Some.Time, 3));

    [Fact]
    public void IsNormal_TooFewPointsAfterTheLastAnomaly_IsNot()
    {
        Assert.False(NormalSeries.IsNormal([At(0), At(1), At(2)], Some.Time, 3));
        Assert.False(NormalSeries.IsNormal([At(1), At(2)], Some.Time, 3));
    }
}
