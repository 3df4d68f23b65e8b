using Anomaly.Grains.Interfaces.Anomalies;

namespace Anomaly.Dashboard.Live;

/// <summary>Follows the live feed for a page, in frames, so that a flood of events costs a page no more than a few of them.</summary>
internal sealed class LiveFrames(LiveAnomalies live, TimeProvider time)
{
    /// <summary>References only. Where it overflows the page has to read the history again, so it holds a crowded frame of a flood.</summary>
    private const int Buffer = 20_000;

    /// <summary>More than a reader can take in.</summary>
    private const int Crowd = 40;

    private static readonly TimeSpan Frame = TimeSpan.FromMilliseconds(250);
    private static readonly TimeSpan CrowdedFrame = TimeSpan.FromSeconds(5);

    /// <summary>Subscribes before it reads, so that nothing falls between; begins anew where the subscription ends.</summary>
    /// <param name="filter">Which anomalies are wanted.</param>
    /// <param name="read">Reads what the history has; cancelled where the subscription ends.</param>
    /// <param name="show">Shows the events of a frame.</param>
    /// <param name="cancellationToken">Ends it.</param>
    public async Task FollowAsync(
        Func<AnomalyRecord, bool> filter, Func<CancellationToken, Task> read, Action<IReadOnlyList<AnomalyEvent>> show, CancellationToken cancellationToken)
    {
        while (!cancellationToken.IsCancellationRequested)
        {
            using var subscription = live.Subscribe(Buffer, filter);
            using var round = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
            var reading = read(round.Token);
            while (await subscription.Events.WaitToReadAsync(cancellationToken))
            {
                var frame = new List<AnomalyEvent>();
                while (frame.Count < Buffer && subscription.Events.TryRead(out var next))
                    frame.Add(next);

                show(frame);
                await Task.Delay(frame.Count > Crowd ? CrowdedFrame : Frame, time, cancellationToken);
            }

            await round.CancelAsync();
            await reading.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing | ConfigureAwaitOptions.ContinueOnCapturedContext);
        }
    }
}
