using Anomaly.Bench.Servers;

namespace Anomaly.Bench.Tests;

public sealed class MetricsReadingTests
{
    private const string Page = """
        # HELP series_calls_total Calls.
        # TYPE series_calls_total counter
        series_calls_total 7
        series_calls_total_more 100
        collections{generation="0"} 8
        collections{generation="1"} 5
        took_seconds_sum 2.5
        took_seconds_bucket{le="0.5"} 1
        took_seconds_bucket{le="1"} 3
        took_seconds_bucket{le="+Inf"} 4
        """;

    [Fact]
    public void Sum_IsOverLabelsAndSilos()
    {
        var reading = new MetricsReading([Page, Page]);

        Assert.Equal(14, reading.Sum("series_calls_total"));
        Assert.Equal(26, reading.Sum("collections"));
        Assert.Equal(10, reading.Sum("collections", "generation=\"1\""));
        Assert.Equal(0, reading.Sum("absent"));
    }

    [Fact]
    public void Buckets_RiseAndAreSummedOverSilos() =>
        Assert.Equal([(0.5, 2), (1, 6), (double.PositiveInfinity, 8)], new MetricsReading([Page, Page]).Buckets("took_seconds"));
}
