using Anomaly.Grains.Interfaces.Anomalies;
using Anomaly.Grains.Series;

namespace Anomaly.Grains.Tests.Series;

public sealed class AnomalyIdentityTests
{
    private const long At = 1_760_000_000_123;
    private static readonly SourcePosition Source = new("metrics", 1, 2, 18233, 0);

    [Fact]
    public void Create_SameSampleMethodAndSeries_SameId() =>
        Assert.Equal(AnomalyIdentity.Create(At, "a", "moving_average", Source, 0), AnomalyIdentity.Create(At, "a", "moving_average", Source, 0));

    [Fact]
    public void Create_AnythingDifferent_AnotherId()
    {
        Guid[] ids =
        [
            AnomalyIdentity.Create(At, "a", "moving_average", Source, 0),
            AnomalyIdentity.Create(At + 1, "a", "moving_average", Source, 0),
            AnomalyIdentity.Create(At, "b", "moving_average", Source, 0),
            AnomalyIdentity.Create(At, "a", "isolation_forest", Source, 0),
            AnomalyIdentity.Create(At, "a", "moving_average", Source with { Epoch = 2 }, 0),
            AnomalyIdentity.Create(At, "a", "moving_average", Source with { Partition = 3 }, 0),
            AnomalyIdentity.Create(At, "a", "moving_average", Source with { Offset = 1 }, 0),
            AnomalyIdentity.Create(At, "a", "moving_average", Source with { Index = 1 }, 0),
            AnomalyIdentity.Create(At, "a", "moving_average", Source, 1),
        ];
        Assert.Equal(ids.Length, ids.Distinct().Count());
    }

    [Fact]
    public void Create_IsAVersion7UuidOfTheEventTime()
    {
        var id = AnomalyIdentity.Create(At, "a", "moving_average", Source, 0);
        Assert.Equal(7, id.Version);
        Assert.Equal(At.ToString("x12", System.Globalization.CultureInfo.InvariantCulture), id.ToString("N")[..12]);
    }
}
