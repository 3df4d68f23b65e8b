using Anomaly.Dashboard.Tests.Front;

namespace Anomaly.Dashboard.Tests.Streaming;

/// <summary>Has a front of its own, because its feed dies.</summary>
public sealed class StreamRecoveryTests(WebFrontFixture front) : IClassFixture<WebFrontFixture>
{
    [Fact]
    public async Task Stream_FeedMayHaveMissedEvents_CatchesUpFromTheHistory()
    {
        await using var stream = await EventStream.OpenAsync(front);
        var missed = Samples.Anomaly("stream gap", TimeProvider.System.GetUtcNow());
        front.Store.Add(missed);

        // The feed never tells of it; it begins a new life, and the watch notices.
        await front.Grains.GetGrain<ITestFeedGrain>(0).DieAsync();

        var told = await stream.NextAsync();
        Assert.Equal((missed.Id, true), (told.AnomalyId, told.Durable));
    }
}
