using System.Threading.Channels;

namespace Anomaly.Dashboard.Live;

/// <summary>Follows the incidents for a page: reads when it opens and after changes, once a frame at the most.</summary>
internal sealed class IncidentFrames(LiveIncidents live, TimeProvider time)
{
    /// <summary>The usual frame.</summary>
    public static readonly TimeSpan Frame = TimeSpan.FromSeconds(1);

    /// <summary>Listens before it reads, so that nothing falls between.</summary>
    /// <param name="read">Reads what the page shows.</param>
    /// <param name="frame">The least time between two readings.</param>
    /// <param name="cancellationToken">Ends it.</param>
    public async Task FollowAsync(Func<CancellationToken, Task> read, TimeSpan frame, CancellationToken cancellationToken)
    {
        var news = Channel.CreateBounded<bool>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });
        void Tell() => news.Writer.TryWrite(true);
        live.Changed += Tell;
        try
        {
            do
            {
                news.Reader.TryRead(out _);
                await read(cancellationToken);
                await Task.Delay(frame, time, cancellationToken);
            }
            while (await news.Reader.WaitToReadAsync(cancellationToken));
        }
        finally
        {
            live.Changed -= Tell;
        }
    }
}
