using Anomaly.Grains.Interfaces.Anomalies;
using Anomaly.Storage.Anomalies;
using Anomaly.Storage.Tests.Backends;

namespace Anomaly.Storage.Tests.Contracts;

public abstract class AnomalyCountContract(IBackend backend) : StorageContract(backend)
{
    private static readonly DateTimeOffset Noon = new(2026, 11, 22, 12, 0, 0, TimeSpan.Zero);
    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);

    private int _number;

    [Fact]
    public async Task Count_TimesAtTheEdges_BelongToTheBucketThatBeginsThere()
    {
        await AddAsync(
            At(Noon.AddMilliseconds(-1)), At(Noon), At(Noon.AddMilliseconds(59_999)), At(Noon.AddMinutes(1)), At(Noon.AddMinutes(2)));

        Assert.Equal(
            [(Noon, 2), (Noon.AddMinutes(1), 1)],
            await CountAsync(Noon, Noon.AddMinutes(2), Minute));
    }

    [Fact]
    public async Task Count_RangeThatBeginsWithinABucket_NamesTheBucketsOwnBeginning()
    {
        await AddAsync(At(Noon.AddSeconds(29)), At(Noon.AddSeconds(30)), At(Noon.AddSeconds(31)));

        Assert.Equal([(Noon, 1)], await CountAsync(Noon.AddSeconds(30), Noon.AddSeconds(31), Minute));
    }

    [Fact]
    public async Task Count_SeveritiesAndMethods_AreCountedApart()
    {
        await AddAsync(
            At(Noon) with { Severity = AnomalySeverity.Critical },
            At(Noon) with { DetectionMethod = "isolation_forest" },
            At(Noon) with { DetectionMethod = "isolation_forest" },
            At(Noon));

        var counts = await Storage.Anomalies.CountAsync(Noon, Noon.AddMinutes(1), Minute, Token);

        Assert.Equal(
            [
                new AnomalyCount(Noon, AnomalySeverity.Critical, "moving_average", 1),
                new AnomalyCount(Noon, AnomalySeverity.Warning, "isolation_forest", 2),
                new AnomalyCount(Noon, AnomalySeverity.Warning, "moving_average", 1),
            ],
            counts.OrderByDescending(count => count.Severity).ThenBy(count => count.Method, StringComparer.Ordinal));
    }

    [Fact]
    public async Task Count_BucketsThatDivideNoDay_BeginAtMultiplesSince1970()
    {
        var week = TimeSpan.FromDays(7);
        await AddAsync(At(new(2026, 11, 18, 23, 59, 59, TimeSpan.Zero)), At(new(2026, 11, 19, 0, 0, 0, TimeSpan.Zero)));

        // 1970 began with a Thursday.
        Assert.Equal(
            [(new(2026, 11, 12, 0, 0, 0, TimeSpan.Zero), 1), (new(2026, 11, 19, 0, 0, 0, TimeSpan.Zero), 1)],
            await CountAsync(Noon.AddDays(-30), Noon, week));
    }

    [Fact]
    public async Task Count_TimesBefore1970_FallIntoTheBucketBeforeThem()
    {
        await AddAsync(At(DateTimeOffset.UnixEpoch.AddMilliseconds(-1)), At(DateTimeOffset.UnixEpoch.AddMinutes(-1)), At(DateTimeOffset.UnixEpoch));

        Assert.Equal(
            [(DateTimeOffset.UnixEpoch.AddMinutes(-1), 2), (DateTimeOffset.UnixEpoch, 1)],
            await CountAsync(DateTimeOffset.MinValue, DateTimeOffset.MaxValue, Minute));
    }

    [Theory]
    [InlineData(7 * 24 * 3600)]
    [InlineData(1)]
    [InlineData(1_000_000_007)]
    public async Task Count_AllOfTime_IsAnsweredWhateverTheBucket(int seconds)
    {
        await AddAsync(At(Noon), At(DateTimeOffset.UnixEpoch));

        var counts = await CountAsync(DateTimeOffset.MinValue, DateTimeOffset.MaxValue, TimeSpan.FromSeconds(seconds));

        Assert.Equal(2, counts.Sum(count => count.Number));
        Assert.All(counts, count => Assert.Equal(0, count.From.ToUnixTimeSeconds() % seconds));
    }

    [Fact]
    public async Task Count_Nothing_IsEmpty()
    {
        await AddAsync(At(Noon));

        Assert.Empty(await CountAsync(Noon.AddMinutes(1), Noon.AddMinutes(2), Minute));
        Assert.Empty(await CountAsync(Noon.AddMinutes(1), Noon, Minute));
        Assert.Empty(await Storage.Anomalies.CountBySeriesAsync(Noon.AddMinutes(1), Noon, Minute, 5, Token));
        Assert.Empty(await Storage.Anomalies.CountBySeriesAsync(Noon, Noon.AddMinutes(1), Minute, 0, Token));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-60_000)]
    [InlineData(1_500)]
    public async Task Count_BucketOfNoWholeSeconds_IsRefused(int milliseconds)
    {
        var bucket = TimeSpan.FromMilliseconds(milliseconds);

        await Assert.ThrowsAsync<ArgumentOutOfRangeException>(() => CountAsync(Noon, Noon.AddHours(1), bucket));
        await Assert.ThrowsAsync<ArgumentOutOfRangeException>(() => Storage.Anomalies.CountBySeriesAsync(Noon, Noon.AddHours(1), bucket, 1, Token));
    }

    [Fact]
    public async Task CountBySeries_MostFirst_TiesById_EachByTime()
    {
        await AddAsync(
            At(Noon, "few"),
            At(Noon, "𝄞"), At(Noon.AddMinutes(1), "𝄞"),
            At(Noon, "\uFFFD"), At(Noon.AddMinutes(1), "\uFFFD"),
            At(Noon.AddMinutes(2), "most") with { Severity = AnomalySeverity.Info },
            At(Noon, "most") with { Severity = AnomalySeverity.Info },
            At(Noon, "most") with { Severity = AnomalySeverity.Critical },
            At(Noon, "most"),
            At(Noon.AddMinutes(3), "few"), At(Noon.AddMinutes(3), "few"), At(Noon.AddMinutes(3), "few"));

        var counts = await Storage.Anomalies.CountBySeriesAsync(Noon, Noon.AddMinutes(3), Minute, 3, Token);

        Assert.Equal(
            [
                new SeriesAnomalyCount("most", Noon, 3, AnomalySeverity.Critical),
                new SeriesAnomalyCount("most", Noon.AddMinutes(2), 1, AnomalySeverity.Info),
                new SeriesAnomalyCount("\uFFFD", Noon, 1, AnomalySeverity.Warning),
                new SeriesAnomalyCount("\uFFFD", Noon.AddMinutes(1), 1, AnomalySeverity.Warning),
                new SeriesAnomalyCount("𝄞", Noon, 1, AnomalySeverity.Warning),
                new SeriesAnomalyCount("𝄞", Noon.AddMinutes(1), 1, AnomalySeverity.Warning),
            ],
            counts);
    }

    private AnomalyRecord At(DateTimeOffset time, string series = "cpu") => Some.Anomaly(series, _number++, time);

    private async Task AddAsync(params AnomalyRecord[] records) =>
        Assert.Equal(records.Length, (await Storage.Partitions.FlushAsync(await ClaimAsync(), [], records, Token)).Anomalies);

    private async Task<(DateTimeOffset From, int Number)[]> CountAsync(DateTimeOffset from, DateTimeOffset to, TimeSpan bucket) =>
        [.. (await Storage.Anomalies.CountAsync(from, to, bucket, Token)).Select(count => (count.From, (int)count.Count))];
}
