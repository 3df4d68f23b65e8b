using System.Threading.Channels;
using Anomaly.Dashboard.Live;
using Anomaly.Grains.Interfaces.Series;

namespace Anomaly.Dashboard.Tests.Live;

/// <summary>A listener of a series that puts together what it is told, as a chart does.</summary>
internal sealed class Listener : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private readonly Channel<SeriesChange> _changes = Channel.CreateUnbounded<SeriesChange>();
    private readonly List<double> _shown = [];

    public Listener(SeriesWatch watch, string series) =>
        Subscription = watch.Watch(series, change => _changes.Writer.WriteAsync(change).AsTask());

    public SeriesSubscription Subscription { get; }

    /// <summary>The values shown.</summary>
    public IReadOnlyList<double> Shown => _shown;

    public async Task<SeriesChange> NextAsync()
    {
        using var patience = new CancellationTokenSource(Patience);
        var change = await _changes.Reader.ReadAsync(patience.Token);
        if (change.Reset)
            _shown.Clear();

        _shown.AddRange(change.Points.Select(point => point.Value));
        return change;
    }

    /// <summary>Waits until these values are shown.</summary>
    public async Task ShowsAsync(params double[] values)
    {
        while (!_shown.SequenceEqual(values))
        {
            try
            {
                await NextAsync();
            }
            catch (OperationCanceledException)
            {
                Assert.Fail($"[{string.Join(", ", values)}] was never shown; shown is [{string.Join(", ", _shown)}]");
            }
        }
    }

    public void Dispose() => Subscription.Dispose();

    /// <summary>Points a second apart, whose values are their seconds.</summary>
    public static ScoredPoint[] Points(params double[] seconds) =>
        [.. seconds.Select(second => new ScoredPoint(Front.Samples.Noon.AddSeconds(second), second, null, null, null, 0, null))];
}
