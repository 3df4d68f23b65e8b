using Anomaly.Producer.Formats;
using Anomaly.Producer.Sending;

namespace Anomaly.Producer.Commands;

/// <summary>A command at work: where its samples go and what it has to say.</summary>
internal sealed class Run(IRecordSink sink, Reporter reporter)
{
    // Long enough for a slow broker, short enough for someone who pressed Ctrl-C.
    private static readonly TimeSpan FlushPatience = TimeSpan.FromSeconds(10);

    private readonly RecordEncoder _encoder = new();

    public Reporter Reporter => reporter;

    public ValueTask SendAsync(OutputSeries series, DateTimeOffset time, double value, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        return sink.SendAsync(series.Key, _encoder.Encode(series.Template, time, value), cancellationToken);
    }

    /// <summary>Connects, does the work, flushes, sums up.</summary>
    /// <param name="settings">The settings that all commands share.</param>
    /// <param name="surroundings">The process.</param>
    /// <param name="endless">Whether the work has no end, so that stopping it is no failure.</param>
    /// <param name="work">The work; its result is the exit code unless something else went wrong.</param>
    /// <param name="cancellationToken">Stops it.</param>
    /// <returns>The exit code.</returns>
    public static async Task<int> ExecuteAsync(
        RunSettings settings, Surroundings surroundings, bool endless, Func<Run, CancellationToken, Task<int>> work, CancellationToken cancellationToken)
    {
        var reporter = new Reporter(surroundings, settings.Quiet);
        IRecordSink sink;
        try
        {
            sink = settings.DryRun ? new PrintSink(surroundings.Out) : await ConnectAsync(settings, surroundings, reporter, cancellationToken).ConfigureAwait(false);
        }
        catch (BrokerException e)
        {
            reporter.Say(e.Message);
            return ExitCode.NoBroker;
        }
        catch (OperationCanceledException)
        {
            return ExitCode.Interrupted;
        }

        await using (sink.ConfigureAwait(false))
            return await WorkAsync(sink, settings, surroundings, reporter, endless, work, cancellationToken).ConfigureAwait(false);
    }

    private static async Task<int> WorkAsync(
        IRecordSink sink,
        RunSettings settings,
        Surroundings surroundings,
        Reporter reporter,
        bool endless,
        Func<Run, CancellationToken, Task<int>> work,
        CancellationToken cancellationToken)
    {
        var progress = new ProgressLine(reporter, sink.Traffic, () => (sink as KafkaSink)?.UnreadBytes, surroundings.Time);
        var exitCode = ExitCode.Ok;
        await using (progress.ConfigureAwait(false))
        {
            try
            {
                exitCode = await work(new Run(sink, reporter), cancellationToken).ConfigureAwait(false);
            }
            catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
            {
                exitCode = endless ? ExitCode.Ok : ExitCode.Interrupted;
            }
            catch (BrokerException e)
            {
                reporter.Say(e.Message);
                exitCode = ExitCode.Undelivered;
            }

            await sink.FlushAsync(FlushPatience).ConfigureAwait(false);
        }

        reporter.Say(progress.Summary(settings.DryRun));
        await surroundings.Out.FlushAsync(CancellationToken.None).ConfigureAwait(false);
        return exitCode == ExitCode.Ok && sink.Traffic.Failed > 0 ? ExitCode.Undelivered : exitCode;
    }

    private static async Task<IRecordSink> ConnectAsync(RunSettings settings, Surroundings surroundings, Reporter reporter, CancellationToken cancellationToken)
    {
        var options = new KafkaSinkOptions
        {
            Address = settings.Address,
            Topic = settings.Topic,
            Settings = settings.ClientSettings,
            ConnectTimeout = settings.ConnectTimeout,
            MaxUnreadBytes = settings.MaxUnreadBytes,
            Group = settings.Group,
            Notice = reporter.Say,
        };
        return await KafkaSink.OpenAsync(options, surroundings.Time, cancellationToken).ConfigureAwait(false);
    }
}
