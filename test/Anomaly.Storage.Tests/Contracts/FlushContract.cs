using System.Text;
using Anomaly.Storage.Partitions;
using Anomaly.Storage.Tests.Backends;

namespace Anomaly.Storage.Tests.Contracts;

public abstract class FlushContract(IBackend backend) : StorageContract(backend)
{
    public static TheoryData<string> Ids => ["cpu", "Grüße ☃ 𝄞", "a'b\"c\\d/e%f_g", "up{host=\"x\",path=\"/\"}", " ", new string('x', 1024), "日本"];

    [Theory]
    [MemberData(nameof(Ids))]
    public async Task Flush_AnyId_ComesBackWhole(string id)
    {
        var fence = await ClaimAsync(2);
        var state = Some.State(id, 12) with { Recent = [9, 8], Positions = [7], Labels = """{"a":"1","host":"ü\"\\"}""" };

        Assert.Equal(new FlushResult(1, 0, 0), await FlushAsync(fence, state));

        var row = Assert.Single(await Storage.Partitions.LoadAsync(Topic, [id, "absent"], Token));
        Assert.Equal((id, 2, 1, 12L, 3L), (row.SeriesId, row.Partition, row.Epoch, row.Offset, row.SettingsVersion));
        Assert.Equal(state.Payload, row.Payload);
        Assert.Equal(state.Recent, row.Recent);
        Assert.Equal(state.Positions, row.Positions);
        Assert.Equal(state.Labels, row.Labels);
    }

    [Fact]
    public async Task Flush_SmallestState_ComesBackWithItsNulls()
    {
        var fence = await ClaimAsync();
        await FlushAsync(fence, Some.State("cpu", -1) with { Payload = [], SettingsVersion = long.MaxValue });

        var row = await LoadAsync("cpu");

        Assert.NotNull(row);
        Assert.Empty(row.Payload);
        Assert.Equal((-1L, long.MaxValue), (row.Offset, row.SettingsVersion));
        Assert.Null(row.Recent);
        Assert.Null(row.Positions);
        Assert.Null(row.Labels);
    }

    [Fact]
    public async Task Flush_Again_ReplacesAllButWhatIsLeftOut()
    {
        var fence = await ClaimAsync();
        await FlushAsync(fence, Some.State("cpu", 1) with { Recent = [1], Positions = [1], Labels = """{"a":"1"}""" });

        await FlushAsync(fence, Some.State("cpu", 2) with { IsNew = false, Payload = [5], SettingsVersion = 9 });

        var row = await LoadAsync("cpu");
        Assert.Equal((2L, 9L, """{"a":"1"}"""), (row!.Offset, row.SettingsVersion, row.Labels));
        Assert.Equal([5], row.Payload);
        Assert.Equal([1], row.Recent!);
        Assert.Null(row.Positions);
    }

    [Fact]
    public async Task Flush_StaleFence_WritesNothing()
    {
        var stale = await ClaimAsync();
        await ClaimAsync();

        var result = await Storage.Partitions.FlushAsync(stale, [Some.State("cpu")], [Some.Anomaly("cpu", 1)], Token);

        Assert.Equal(default, result);
        Assert.Null(await LoadAsync("cpu"));
        Assert.Empty(await Storage.Anomalies.QueryAsync(new(), Token));
        Assert.Empty(await Storage.Series.ListAsync(new(), Token));
    }

    [Fact]
    public async Task Flush_NeverClaimed_WritesNothing() =>
        Assert.Equal(default, await FlushAsync(new Fence(Topic, 0, 1, 1), Some.State("cpu")));

    [Fact]
    public async Task Flush_RowAtHomeElsewhere_LeavesItAndTheCountTells()
    {
        var home = await ClaimAsync(0);
        await FlushAsync(home, Some.State("cpu", 5));
        var other = await ClaimAsync(1);

        var result = await Storage.Partitions.FlushAsync(
            other,
            [Some.State("cpu", 90) with { Labels = """{"stolen":"yes"}""" }, Some.State("mem", 91)],
            [Some.Anomaly("cpu", 1), Some.Anomaly("mem", 2)],
            Token);

        Assert.Equal(new FlushResult(1, 1, 0), result);
        var row = await LoadAsync("cpu");
        Assert.Equal((0, 5L, null), (row!.Partition, row.Offset, row.Labels));
        Assert.Equal(["mem"], (await Storage.Anomalies.QueryAsync(new(), Token)).Select(anomaly => anomaly.MetricName));
    }

    [Fact]
    public async Task Flush_NewTopicEpoch_IsStamped()
    {
        var first = await ClaimAsync(0, new PartitionLog("a", 0, 10));
        await FlushAsync(first, Some.State("cpu", 9));
        var second = await ClaimAsync(0, new PartitionLog("b", 0, 3));

        await FlushAsync(second, Some.State("cpu", 1));

        var row = await LoadAsync("cpu");
        Assert.Equal((2, 1L), (row!.Epoch, row.Offset));
    }

    [Fact]
    public async Task Flush_SameAnomalyAgain_IsCountedAsAConflict()
    {
        var fence = await ClaimAsync();
        await Storage.Partitions.FlushAsync(fence, [Some.State("cpu")], [Some.Anomaly("cpu", 1)], Token);

        var result = await Storage.Partitions.FlushAsync(
            fence, [Some.State("cpu", 8)], [Some.Anomaly("cpu", 1) with { Reason = "another" }, Some.Anomaly("cpu", 2)], Token);

        Assert.Equal(new FlushResult(1, 1, 1), result);
        Assert.Equal("97.2 is 41.3 above the mean", (await Storage.Anomalies.FindAsync(Some.Anomaly("cpu", 1).Id, Token))!.Reason);
    }

    [Fact]
    public async Task Flush_AnomaliesAlone_AreWritten()
    {
        var fence = await ClaimAsync();

        Assert.Equal(new FlushResult(0, 1, 0), await Storage.Partitions.FlushAsync(fence, [], [Some.Anomaly("cpu", 1)], Token));
    }

    [Fact]
    public async Task Flush_FiveThousandRows_AreAllThere()
    {
        var fence = await ClaimAsync();
        var states = Enumerable.Range(0, 5000).Select(i => Some.State($"series-{i}", i)).Reverse().ToArray();

        Assert.Equal(5000, (await FlushAsync(fence, states)).States);

        var rows = await Storage.Partitions.LoadAsync(Topic, states.Select(state => state.SeriesId).ToArray(), Token);
        Assert.Equal(states.Select(state => (state.SeriesId, state.Offset)).Order(), rows.Select(row => (row.SeriesId, row.Offset)).Order());
    }

    [Fact]
    public async Task Flush_TwoPartitionsAtOnceWithTheSameNewSeriesAndAnomalies_NeverBlockEachOther()
    {
        var one = await ClaimAsync(0);
        var two = await ClaimAsync(1);
        for (var round = 0; round < 10; round++)
        {
            var ids = Enumerable.Range(0, 200).Select(i => $"series-{round}-{i}").ToArray();
            var states = ids.Select(id => Some.State(id)).ToArray();
            var anomalies = ids.Select((id, i) => Some.Anomaly(id, (round * 1000) + i)).ToArray();

            var results = await Task.WhenAll(
                Storage.Partitions.FlushAsync(one, states, anomalies, Token),
                Storage.Partitions.FlushAsync(two, states.Reverse().ToArray(), anomalies.Reverse().ToArray(), Token));

            Assert.Equal(200, results.Sum(result => result.States));
            Assert.Equal(200, results.Sum(result => result.Anomalies));
        }
    }

    [Fact]
    public async Task Flush_TwoPartitionsAtOnceWithTheSameAnomaliesAlone_NeverBlockEachOther()
    {
        var one = await ClaimAsync(0);
        var two = await ClaimAsync(1);
        for (var round = 0; round < 20; round++)
        {
            var anomalies = Enumerable.Range(0, 300).Select(i => Some.Anomaly("cpu", (round * 1000) + i)).ToArray();

            var results = await Task.WhenAll(
                Storage.Partitions.FlushAsync(one, [], anomalies, Token),
                Storage.Partitions.FlushAsync(two, [], anomalies.Reverse().ToArray(), Token));

            Assert.Equal((300, 300), (results.Sum(result => result.Anomalies), results.Sum(result => result.Conflicts)));
        }
    }

    [Fact]
    public async Task Load_SameIdTwice_AnswersOnce()
    {
        await FlushAsync(await ClaimAsync(), Some.State("cpu"));

        Assert.Single(await Storage.Partitions.LoadAsync(Topic, ["cpu", "cpu"], Token));
        Assert.Empty(await Storage.Partitions.LoadAsync("another-topic", ["cpu"], Token));
        Assert.Empty(await Storage.Partitions.LoadAsync(Topic, [], Token));
    }

    [Fact]
    public async Task Flush_LabelsWithWhatADatabaseRefuses_AreKeptWithoutIt()
    {
        await FlushAsync(await ClaimAsync(), Some.State("cpu") with { Labels = """{"a":"x\u0000y\ud800z\\u0000\ud834\udd1e"}""" });

        Assert.Equal("""{"a":"x\ufffdy\ufffdz\\u0000\ud834\udd1e"}""", (await LoadAsync("cpu"))!.Labels);
        Assert.Equal("x\ufffdy\ufffdz\\u0000𝄞", (await Storage.Series.FindAsync("cpu", Token))!.Labels["a"]);
    }

    [Fact]
    public async Task Flush_LargePayload_ComesBackWhole()
    {
        var large = Encoding.UTF8.GetBytes(string.Concat(Enumerable.Range(0, 20_000)));
        var fence = await ClaimAsync();
        await FlushAsync(fence, Some.State("cpu") with { Payload = large, Recent = large });
        await FlushAsync(fence, Some.State("cpu") with { Payload = large });

        var row = await LoadAsync("cpu");

        Assert.Equal(large, row!.Payload);
        Assert.Equal(large, row.Recent);
    }
}
