using Anomaly.Grains.Interfaces.Anomalies;
using Anomaly.Storage.Tests.Backends;

namespace Anomaly.Storage.Tests.Contracts;

public abstract class AnomalyStatusContract(IBackend backend) : StorageContract(backend)
{
    [Theory]
    [InlineData(AnomalyStatus.Confirmed)]
    [InlineData(AnomalyStatus.Expected)]
    [InlineData(AnomalyStatus.FalseAlarm)]
    [InlineData(AnomalyStatus.New)]
    public async Task SetStatus_Known_IsThereAndNothingElseChanges(AnomalyStatus status)
    {
        await Storage.Partitions.FlushAsync(await ClaimAsync(), [], [Some.Anomaly("cpu", 1), Some.Anomaly("cpu", 2)], Token);
        var before = (await Storage.Anomalies.FindAsync(Some.Anomaly("cpu", 1).Id, Token))!;

        var changed = await Storage.Anomalies.SetStatusAsync(before.Id, status, Token);

        Assert.Equal(before with { Status = status, Labels = changed!.Labels }, changed);
        Assert.Equal(status, (await Storage.Anomalies.FindAsync(before.Id, Token))!.Status);
        Assert.Equal(AnomalyStatus.New, (await Storage.Anomalies.FindAsync(Some.Anomaly("cpu", 2).Id, Token))!.Status);
        Assert.Contains(before.Id, (await Storage.Anomalies.QueryAsync(new() { Status = status }, Token)).Select(record => record.Id));
    }

    [Fact]
    public async Task SetStatus_Unknown_IsNull() =>
        Assert.Null(await Storage.Anomalies.SetStatusAsync(Guid.NewGuid(), AnomalyStatus.Confirmed, Token));

    [Fact]
    public async Task SetStatus_FoundAgainAfterAReplay_KeepsWhatPeopleSaid()
    {
        var fence = await ClaimAsync();
        var record = Some.Anomaly("cpu", 1);
        await Storage.Partitions.FlushAsync(fence, [], [record], Token);
        await Storage.Anomalies.SetStatusAsync(record.Id, AnomalyStatus.Expected, Token);

        await Storage.Partitions.FlushAsync(fence, [], [record], Token);

        Assert.Equal(AnomalyStatus.Expected, (await Storage.Anomalies.FindAsync(record.Id, Token))!.Status);
    }
}
