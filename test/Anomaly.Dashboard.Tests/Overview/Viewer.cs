using System.Threading.Channels;
using Anomaly.Dashboard.Overview;

namespace Anomaly.Dashboard.Tests.Overview;

/// <summary>One who looks at a part of the overview.</summary>
internal sealed class Viewer<T> : IDisposable
    where T : class
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan Settled = TimeSpan.FromMilliseconds(20);

    private readonly OverviewBench _bench;
    private readonly Channel<bool> _drawings = Channel.CreateUnbounded<bool>();
    private readonly PartWatch<T> _watch;
    private int _count;

    public Viewer(OverviewBench bench, Func<OverviewModel, Action, PartWatch<T>> watch)
    {
        _bench = bench;
        _watch = watch(bench.Model, () =>
        {
            Interlocked.Increment(ref _count);
            _drawings.Writer.TryWrite(true);
        });
    }

    /// <summary>How often it was drawn.</summary>
    public int Drawings => _count;

    public T? Current => _watch.Current;

    public void Dispose() => _watch.Dispose();

    /// <summary>Waits for a drawing that is as wanted. The clock moves on by a second whenever nothing comes any more.</summary>
    public async Task<T> SeeAsync(Func<T, bool> wanted, string what)
    {
        using var patience = new CancellationTokenSource(Patience);
        while (_watch.Current is not { } current || !wanted(current))
        {
            if (patience.IsCancellationRequested)
                Assert.Fail($"Never drawn: {what}. The last drawing: {_watch.Current}");

            var drawing = _drawings.Reader.WaitToReadAsync(TestContext.Current.CancellationToken).AsTask();
            if (await Task.WhenAny(drawing, Task.Delay(Settled, TestContext.Current.CancellationToken)) != drawing)
                _bench.Clock.Advance(TimeSpan.FromSeconds(1));

            while (_drawings.Reader.TryRead(out _))
            {
                // Only the newest drawing counts.
            }
        }

        return _watch.Current;
    }
}
