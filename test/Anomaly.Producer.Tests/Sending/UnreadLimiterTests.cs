using System.Collections.Concurrent;
using Anomaly.Producer.Sending;

namespace Anomaly.Producer.Tests.Sending;

public sealed class UnreadLimiterTests(InProcessBroker broker)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan Soon = TimeSpan.FromMilliseconds(300);

    [Fact]
    public async Task Send_GroupDoesNotRead_StopsBelowTheLimitUntilItCommits()
    {
        var cancellationToken = TestContext.Current.CancellationToken;
        var notices = new BlockingCollection<string>();
        var sink = await KafkaSink.OpenAsync(Options("limited", 50_000, notices), TimeProvider.System, cancellationToken);
        await using (sink)
        {
            var done = SendAsync(sink, 2000, cancellationToken);

            Assert.StartsWith("waiting: ", Next(notices, cancellationToken), StringComparison.Ordinal);
            Assert.False(done.IsCompleted);
            var held = sink.Traffic.Sent;
            Assert.InRange(held, 250, 1999);
            Assert.InRange(sink.UnreadBytes!.Value, 1, 50_000);
            Assert.Equal(held, broker.Read("limited", (int)held, cancellationToken).Count);

            for (var offset = 50L; !done.IsCompleted; offset += 50)
                broker.Commit("limited", "readers", offset);
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
            var waiting = Next(notices, cancellationToken);
            Assert.Matches(@"^waiting: \d+ kB of stalled\[\d\] are unread, and consumer group 'readers' has committed nothing", waiting);
            Assert.False(reserved.IsCompleted);

            broker.Commit("stalled", "readers", 1000);
            await reserved.WaitAsync(Patience, cancellationToken);
            Assert.Equal("group 'readers' reads on", Next(notices, cancellationToken));
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

    private static string Next(BlockingCollection<string> notices, CancellationToken cancellationToken) =>
        notices.TryTake(out var notice, (int)Patience.TotalMilliseconds, cancellationToken) ? notice : throw new TimeoutException("no notice came");

    private KafkaSinkOptions Options(string topic, long maxUnread, BlockingCollection<string> notices) => new()
    {
        Address = new BrokerAddress(broker.Address, "the test", true),
        Topic = topic,
        MaxUnreadBytes = maxUnread,
        Group = "readers",
        StallNotice = Soon,
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
            StallNotice = Soon,
            Notice = notices.Add,
        },
        TimeProvider.System);
}
