using System.Text;
using Anomaly.Grains.Interfaces.Anomalies;
using Anomaly.Storage.Anomalies;
using Anomaly.Storage.Tests.Backends;

namespace Anomaly.Storage.Tests.Contracts;

/// <summary>The order by series, whatever the filter.</summary>
public abstract class AnomalyOrderContract(IBackend backend) : StorageContract(backend)
{
    private static readonly AnomalyRecord[] Records = [.. Enumerable.Range(0, 96).Select(i =>
        Some.Anomaly(((string[])["b", "a", "B", "\uFFFD", "𝄞", "a b"])[i % 6], 0, Some.Time.AddMilliseconds(i / 24)) with
        {
            Id = Guid.NewGuid(),
            DetectionMethod = i % 4 < 2 ? "moving_average" : "isolation_forest",
            Severity = i % 5 == 0 ? AnomalySeverity.Critical : AnomalySeverity.Warning,
            Status = i % 7 < 3 ? AnomalyStatus.Confirmed : AnomalyStatus.New,
        })];

    private static IEnumerable<AnomalyQuery> Queries() =>
        from oldestFirst in new[] { true, false }
        from series in new[] { null, "a" }
        from method in new[] { null, "isolation_forest" }
        from severity in new AnomalySeverity?[] { null, AnomalySeverity.Warning }
        from status in new AnomalyStatus?[] { null, AnomalyStatus.Confirmed }
        from ranged in new[] { true, false }
        select new AnomalyQuery
        {
            BySeries = true,
            OldestFirst = oldestFirst,
            Series = series,
            Method = method,
            Severity = severity,
            Status = status,
            From = ranged ? Some.Time.AddMilliseconds(1) : null,
            To = ranged ? Some.Time.AddMilliseconds(3) : null,
        };

    [Fact]
    public async Task Query_BySeriesPageByPageAmongEqualTimes_HasNoGapAndNoRepeat()
    {
        await Storage.Partitions.FlushAsync(await ClaimAsync(), [], Records, Token);
        foreach (var query in Queries())
        {
            var read = new List<Guid>();
            AnomalyCursor? after = null;
            while (await Storage.Anomalies.QueryAsync(query with { After = after, Limit = 7 }, Token) is { Count: > 0 } page)
            {
                Assert.True(page.Count <= 7);
                read.AddRange(page.Select(record => record.Id));
                after = new(page[^1].DetectedAt, page[^1].Id, page[^1].MetricName);
            }

            Assert.True(Expected(query).SequenceEqual(read), query.ToString());
        }
    }

    [Fact]
    public async Task Query_BySeriesAfterACursorThatNamesNone_IsRefused() =>
        await Assert.ThrowsAsync<ArgumentException>(() =>
            Storage.Anomalies.QueryAsync(new() { BySeries = true, After = new(Some.Time, Guid.Empty) }, Token));

    private static IEnumerable<Guid> Expected(AnomalyQuery query)
    {
        var ordered = Records
            .Where(record => (query.Series is null || record.MetricName == query.Series)
                && (query.Method is null || record.DetectionMethod == query.Method)
                && (query.Severity is null || record.Severity == query.Severity)
                && (query.Status is null || record.Status == query.Status)
                && (query.From is null || record.DetectedAt >= query.From)
                && (query.To is null || record.DetectedAt < query.To))
            .OrderBy(record => Convert.ToHexString(Encoding.UTF8.GetBytes(record.MetricName)), StringComparer.Ordinal)
            .ThenBy(record => record.DetectedAt)
            .ThenBy(record => record.Id.ToString(), StringComparer.Ordinal)
            .Select(record => record.Id);
        return query.OldestFirst ? ordered : ordered.Reverse();
    }
}
