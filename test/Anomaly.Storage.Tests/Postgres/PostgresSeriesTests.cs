using Anomaly.Storage.Tests.Backends;
using Anomaly.Storage.Tests.Contracts;
using Anomaly.Testing.Postgres;

namespace Anomaly.Storage.Tests.Postgres;

public sealed class PostgresSeriesTests(PostgresServer server) : SeriesContract(new PostgresBackend(server))
{
    [Theory]
    [InlineData(100_000, 1)]
    [InlineData(1_234_567, 1_234_567)]
    public async Task Count_VeryMany_IsTheServersOwnEstimate(int estimate, int expected)
    {
        await FlushAsync(await ClaimAsync(), Some.State("cpu"));
        await Storage.SqlAsync($"update pg_class set reltuples = {estimate} where oid = 'series'::regclass");

        Assert.Equal(expected, await Storage.Series.CountAsync(Token));
    }
}
