using System.Collections.Concurrent;
using System.Text;
using System.Text.Json;
using Anomaly.Producer.Demo;

namespace Anomaly.Producer.Tests.Demo;

public sealed class DemoProducerTests(InProcessBroker broker)
{
    private static readonly DateTimeOffset Start = new(2026, 11, 22, 10, 0, 0, TimeSpan.Zero);
    private const int Patience = 30_000;

    [Fact]
    public async Task Run_SendsHostAndSimulatedSeriesUntilStopped()
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        var notices = new Notices();
        var options = new DemoOptions(broker.Address, "demo") { Interval = TimeSpan.FromMilliseconds(50), MachineName = "box" };
        var running = DemoProducer.RunAsync(options, notices, TimeProvider.System, stop.Token);
        // The two go on beside each other, and on a busy machine one is ahead: as many as it takes.
        ILookup<string?, JsonElement> bySource;
        for (var count = 200; ; count *= 2)
        {
            bySource = broker.Read("demo", count, TestContext.Current.CancellationToken).Select(record => JsonDocument.Parse(Encoding.UTF8.GetString(record.Message.Value)).RootElement)
                .ToLookup(one => one.GetProperty("labels").TryGetProperty("host", out var host) ? host.GetString() : one.GetProperty("labels").GetProperty("source").GetString());
            if (bySource["box"].Any() && bySource["simulate"].Select(one => one.GetProperty("series").GetString()).Distinct().Count() == 5)
                break;
        }

        await stop.CancelAsync();
        await running;

        Assert.Equal(DemoNoticeKind.Started, notices.Take(TestContext.Current.CancellationToken).Kind);
        Assert.All(bySource["simulate"], one => Assert.InRange(one.GetProperty("value").GetDouble(), 20, 130));
    }

    [Fact]
    public async Task Run_NoBroker_TellsAndGoesOnUntilStopped()
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        var notices = new Notices();
        var options = new DemoOptions("127.0.0.1:1", "demo") { ConnectTimeout = TimeSpan.FromMilliseconds(200) };
        var running = DemoProducer.RunAsync(options, notices, TimeProvider.System, stop.Token);
        Assert.Equal(DemoNoticeKind.Failing, notices.Take(TestContext.Current.CancellationToken).Kind);
        Assert.False(running.IsCompleted);
        await stop.CancelAsync();
        await running;
    }

    [Fact]
    public void Series_SpikeOf40_ComesWithin45SecondsAndThenEveryTwoOrThreeMinutes()
    {
        var source = DemoSeries.Create(0, seed: 1);
        var samples = Enumerable.Range(0, 3600).Select(i => source.Next(Start.AddSeconds(i))).ToList();
        var spikes = Enumerable.Range(0, 3600).Where(i => samples[i].Injection is not null).ToList();
        Assert.InRange(spikes[0], 26, 41);
        Assert.InRange(spikes.Count, 20, 31);
        Assert.All(spikes, i => Assert.Equal(40, samples[i].Value - samples[i].Normal, 9));
    }

    [Fact]
    public void Series_WithoutSpike_StaysWithinTheMovingAveragesThreshold()
    {
        foreach (var number in Enumerable.Range(0, 5))
        {
            var source = DemoSeries.Create(number, seed: 1);
            var window = new Queue<double>();
            for (var i = 0; i < 3600; i++)
            {
                window.Enqueue(source.Next(Start.AddSeconds(i)).Normal);
                if (window.Count > 5)
                    window.Dequeue();
                Assert.InRange(window.Last() - window.Average(), -20, 20);
            }
        }
    }

    private sealed class Notices : IProgress<DemoNotice>
    {
        private readonly BlockingCollection<DemoNotice> _notices = [];

        public void Report(DemoNotice value) => _notices.Add(value);

        public DemoNotice Take(CancellationToken cancellationToken) =>
            _notices.TryTake(out var notice, Patience, cancellationToken) ? notice : throw new TimeoutException("the demo said nothing");
    }
}
