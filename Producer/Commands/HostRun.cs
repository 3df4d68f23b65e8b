using Anomaly.Producer.Formats;
using Anomaly.Producer.HostFigures;

namespace Anomaly.Producer.Commands;

/// <summary>Sends this machine's figures.</summary>
internal sealed class HostRun(RunSettings settings, Surroundings surroundings, TimeSpan interval, long? count)
{
    private readonly Dictionary<string, OutputSeries> _series = new(StringComparer.Ordinal);

    public async Task<int> WorkAsync(Run run, CancellationToken cancellationToken)
    {
        var sampler = new HostSampler(surroundings.Time);
        sampler.Sample(); // rates need something to compare with
        if (sampler.Missing.Count > 0)
            run.Reporter.Say($"this machine does not tell: {string.Join(", ", sampler.Missing)}");

        // A reading that is late takes the place of those it is late for.
        using var timer = new PeriodicTimer(interval, surroundings.Time);
        for (long reading = 0; count is null || reading < count; reading++)
        {
            await timer.WaitForNextTickAsync(cancellationToken).ConfigureAwait(false);
            var time = surroundings.Time.GetUtcNow();
            time = new DateTimeOffset(time.UtcTicks - (time.UtcTicks % TimeSpan.TicksPerMillisecond), TimeSpan.Zero);
            foreach (var figure in sampler.Sample())
            {
                if (!_series.TryGetValue(figure.Name, out var series))
                    _series[figure.Name] = series = settings.Series(figure.Name, ("host", surroundings.MachineName));
                await run.SendAsync(series, time, Math.Round(figure.Value, 3), cancellationToken).ConfigureAwait(false);
            }
        }

        return ExitCode.Ok;
    }
}
