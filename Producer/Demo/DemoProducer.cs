using Anomaly.Producer.Sending;

namespace Anomaly.Producer.Demo;

/// <summary>Feeds a service that was started to be tried: this machine's figures and a few simulated series.</summary>
public static class DemoProducer
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(2);

    /// <summary>Sends until it is stopped. A broker that is away is told of and waited for, never thrown.</summary>
    /// <param name="options">What, and where.</param>
    /// <param name="progress">Told what a person should know; called from any thread.</param>
    /// <param name="time">The clock.</param>
    /// <param name="cancellationToken">Stops it; what is under way is still delivered.</param>
    /// <returns>A task that ends when it has stopped.</returns>
    /// <exception cref="InvalidSettingException">The client does not take a setting.</exception>
    public static async Task RunAsync(DemoOptions options, IProgress<DemoNotice>? progress, TimeProvider time, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(time);
        var round = new DemoRound(options, progress, time);
        while (!cancellationToken.IsCancellationRequested)
        {
            try
            {
                var sink = await KafkaSink.OpenAsync(SinkOptions(options, progress), time, cancellationToken).ConfigureAwait(false);
                await using (sink.ConfigureAwait(false))
                    await SendAsync(sink, round, options, time, cancellationToken).ConfigureAwait(false);
            }
            catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
            {
                return;
            }
            catch (BrokerException e)
            {
                // Broken for good, or not there yet: begin anew with a new client.
                progress?.Report(new DemoNotice(DemoNoticeKind.Failing, e.Message));
                await Task.Delay(Patience, time, cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }
    }

    private static async Task SendAsync(KafkaSink sink, DemoRound round, DemoOptions options, TimeProvider time, CancellationToken cancellationToken)
    {
        round.Begin();
        try
        {
            using var timer = new PeriodicTimer(options.Interval, time);
            while (await timer.WaitForNextTickAsync(cancellationToken).ConfigureAwait(false))
                await round.SendAsync(sink, cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            await sink.FlushAsync(Patience).ConfigureAwait(false);
        }
    }

    private static KafkaSinkOptions SinkOptions(DemoOptions options, IProgress<DemoNotice>? progress) => new()
    {
        Address = new BrokerAddress(options.BootstrapServers, "the demo's settings", false),
        Topic = options.Topic,
        Settings = options.ClientSettings,
        ConnectTimeout = options.ConnectTimeout,
        MaxUnreadBytes = options.MaxUnreadBytes,
        Group = options.Group,
        Notice = text => progress?.Report(new DemoNotice(DemoNoticeKind.Flow, text)),
    };
}
