using System.Runtime.CompilerServices;

namespace Anomaly.Grains.Interfaces.Settings;

/// <summary>Follows the settings as they change.</summary>
public static class SettingsWatchExtensions
{
    /// <summary>Longer than the grain lets a question wait.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    private static readonly TimeSpan FirstPause = TimeSpan.FromMilliseconds(250);
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(5);

    /// <summary>
    /// The settings now and after each change; of several in quick succession possibly the last only. Their revision only rises. Goes on
    /// while silos come and go.
    /// </summary>
    /// <param name="grains">The cluster: an <see cref="IClusterClient"/>, or a silo's own factory outside of grains.</param>
    /// <param name="cancellationToken">Ends the watch.</param>
    /// <returns>An endless sequence; it ends by <see cref="OperationCanceledException"/> or by leaving the loop.</returns>
    public static IAsyncEnumerable<SettingsDocument> WatchSettingsAsync(this IGrainFactory grains, CancellationToken cancellationToken = default) =>
        grains.WatchSettingsAsync(null, TimeProvider.System, cancellationToken);

    /// <inheritdoc cref="WatchSettingsAsync(IGrainFactory, CancellationToken)"/>
    /// <param name="grains">The cluster: an <see cref="IClusterClient"/>, or a silo's own factory outside of grains.</param>
    /// <param name="answered">Is told after each question why it was not answered; null where it was.</param>
    /// <param name="time">Measures the pauses.</param>
    /// <param name="cancellationToken">Ends the watch.</param>
    internal static async IAsyncEnumerable<SettingsDocument> WatchSettingsAsync(
        this IGrainFactory grains,
        Action<Exception?>? answered,
        TimeProvider time,
        [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(grains);
        ArgumentNullException.ThrowIfNull(time);
        var grain = grains.GetGrain<ISettingsGrain>(0);
        var revision = -1L;
        var pause = FirstPause;
        while (true)
        {
            SettingsDocument? document = null;
            Exception? failure = null;
            try
            {
                document = await grain.GetNewerAsync(revision, cancellationToken).WaitAsync(Patience, time, cancellationToken);
            }
            catch (Exception exception) when (!cancellationToken.IsCancellationRequested)
            {
                failure = exception;
            }

            answered?.Invoke(failure);
            if (failure is not null)
            {
                await Task.Delay(pause, time, cancellationToken);
                pause = TimeSpan.FromTicks(Math.Min(LongestPause.Ticks, 2 * pause.Ticks));
                continue;
            }

            pause = FirstPause;
            if (document is not null && document.Revision > revision)
            {
                revision = document.Revision;
                yield return document;
            }
        }
    }
}
