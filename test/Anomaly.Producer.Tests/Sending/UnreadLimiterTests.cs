using System.Collections.Concurrent;
using Anomaly.Producer.Sending;

namespace Anomaly.Producer.Tests.Sending;

public sealed class UnreadLimiterTests(InProcessBroker broker)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    [Fact]
    public async Task Send_GroupDoesNotRead_StopsBelowTheLimitUntilItCommits()
    {
        var cancellationToken = TestContext.Current.CancellationToken;
        var notices = new BlockingCollection<string>();
        var sink = await KafkaSink.OpenAsync(Options("limited", 50_000, notices), TimeProvider.System, cancellationToken);
        await using (sink)
        {
            var done = SendAsync(sink, 2000, cancellationToken);

            // Waiting is told by nothing but its notice; then everything sent is in the log.
            await using var limiter = Limiter("limited", 50_000, notices);
            var blocked = await BlockedAsync(sink, done, cancellationToken);
            Assert.InRange(blocked, 300, 1900);
            Assert.True(sink.UnreadBytes <= 50_000, $"{sink.UnreadBytes} bytes are unread");
            Assert.Equal(blocked, broker.Read("limited", (int)blocked, cancellationToken).Count);

            for (var offset = 0L; !done.IsCompleted; offset += 50)
            {
                broker.Commit("limited", "readers", offset);
                await Task.WhenAny(done, Task.Delay(20, cancellationToken));
            }

            await done;
            await sink.FlushAsync(Patience);
            Assert.Equal((2000, 0), (sink.Traffic.Delivered, sink.Traffic.Failed));
        }
    }

    [Fact]
    public async Task Reserve_NothingCommitted_SaysSoOnceAndThenThatItGoesOn()
    {
        var cancellationToken = TestContext.Current.CancellationToken;
        var notices = new BlockingCollection<string>();
        var options = Options("stalled", 0, notices);
        var sink = await KafkaSink.OpenAsync(options, TimeProvider.System, cancellationToken);
        await using (sink)
        {
            await SendAsync(sink, 400, cancellationToken);
            await sink.FlushAsync(Patience);
            await using var limiter = Limiter("stalled", 10_000, notices);
            var reserved = limiter.ReserveAsync(100, cancellationToken).AsTask();
            Assert.True(notices.TryTake(out var waiting, (int)Patience.TotalMilliseconds, cancellationToken), "no notice came");
            Assert.Matches(@"^waiting: \d+ kB of stalled\[\d\] are unread, and consumer group 'readers' has committed nothing", waiting);
            Assert.False(reserved.IsCompleted);

            broker.Commit("stalled", "readers", 1000);
            await reserved.WaitAsync(Patience, cancellationToken);
            Assert.True(notices.TryTake(out var going, (int)Patience.TotalMilliseconds, cancellationToken), "no second notice came");
            Assert.Equal("group 'readers' reads on", going);
        }
    }

    [Fact]
    public async Task Reserve_Cancelled_ReservesNothing()
    {
        var cancellationToken = TestContext.Current.CancellationToken;
        var sink = await KafkaSink.OpenAsync(Options("given-up", 0, []), TimeProvider.System, cancellationToken);
        await using (sink)
        {
            await using var limiter = Limiter("given-up", 1000, []);
            await limiter.ReserveAsync(900, cancellationToken);
            using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
            var second = limiter.ReserveAsync(900, stop.Token).AsTask();
            await stop.CancelAsync();
            await Assert.ThrowsAnyAsync<OperationCanceledException>(() => second);
            limiter.Release(900);
            Assert.Equal(0, limiter.UnreadBytes);
        }
    }

    private static async Task SendAsync(KafkaSink sink, int count, CancellationToken cancellationToken)
    {
        for (var i = 0; i < count; i++)
            await sink.SendAsync(BitConverter.GetBytes(i), new byte[150], cancellationToken);
    }

    // Blocked: nothing is under way, more is to come, and the client is not asked for it within some polls of the limiter.
    private static async Task<long> BlockedAsync(KafkaSink sink, Task done, CancellationToken cancellationToken)
    {
        for (var same = 0; ;)
        {
            var before = sink.Traffic.Sent;
            Assert.False(done.IsCompleted, "it was not held back");
            await Task.Delay(100, cancellationToken);
            same = before > 0 && sink.Traffic.Sent == before && sink.Traffic.Delivered == before ? same + 1 : 0;
            if (same == 5)
                return before;
        }
    }

    private KafkaSinkOptions Options(string topic, long maxUnread, BlockingCollection<string> notices) => new()
    {
        Address = new BrokerAddress(broker.Address, "the test", true),
        Topic = topic,
        MaxUnreadBytes = maxUnread,
        Group = "readers",
        Notice = notices.Add,
    };

    private UnreadLimiter Limiter(string topic, long maxUnread, BlockingCollection<string> notices) => new(
        new UnreadLimiterOptions
        {
            BootstrapServers = broker.Address,
            Topic = topic,
            Partitions = InProcessBroker.Partitions,
            Group = "readers",
            MaxUnreadBytes = maxUnread,
            StallNotice = TimeSpan.FromMilliseconds(200),
            Notice = notices.Add,
        },
        TimeProvider.System);
}
