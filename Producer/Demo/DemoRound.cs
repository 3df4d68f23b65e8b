using System.Globalization;
using Anomaly.Producer.Formats;
using Anomaly.Producer.HostFigures;
using Anomaly.Producer.Sending;
using Anomaly.Producer.Simulation;

namespace Anomaly.Producer.Demo;

/// <summary>One round of samples: a reading of the host, and a sample of each simulated series.</summary>
internal sealed class DemoRound
{
    private readonly DemoOptions _options;
    private readonly IProgress<DemoNotice>? _progress;
    private readonly TimeProvider _time;
    private readonly HostSampler _host;
    private readonly RecordEncoder _encoder = new();
    private readonly Dictionary<string, OutputSeries> _hostSeries = new(StringComparer.Ordinal);
    private readonly (OutputSeries Output, SimulatedSeries Source)[] _simulated;
    private long _failed;
    private long _delivered;
    private bool _failing;

    public DemoRound(DemoOptions options, IProgress<DemoNotice>? progress, TimeProvider time)
    {
        (_options, _progress, _time) = (options, progress, time);
        _host = new HostSampler(time);
        _simulated = [.. Enumerable.Range(0, options.SeriesCount).Select(number => (
            Series(DemoSeries.NameOf(number), "source", "simulate"),
            DemoSeries.Create(number, options.Seed)))];
    }

    /// <summary>Takes the first reading, which rates need, and says what is sent.</summary>
    public void Begin()
    {
        (_failed, _delivered) = (0, 0); // a new client counts anew
        _host.Sample();
        var missing = _host.Missing.Count == 0 ? "" : $" (this machine does not tell: {string.Join(", ", _host.Missing)})";
        _progress?.Report(new DemoNotice(
            DemoNoticeKind.Started,
            string.Create(CultureInfo.InvariantCulture, $"the demo sends this machine's figures{missing} and {_simulated.Length} simulated series to topic '{_options.Topic}' at {_options.BootstrapServers}")));
    }

    public async Task SendAsync(IRecordSink sink, CancellationToken cancellationToken)
    {
        var now = _time.GetUtcNow();
        var time = new DateTimeOffset(now.UtcTicks - (now.UtcTicks % TimeSpan.TicksPerMillisecond), TimeSpan.Zero);
        foreach (var figure in _host.Sample())
        {
            if (!_hostSeries.TryGetValue(figure.Name, out var series))
                _hostSeries[figure.Name] = series = Series(figure.Name, "host", _options.MachineName);
            await sink.SendAsync(series.Key, _encoder.Encode(series.Template, time, Math.Round(figure.Value, 3)), cancellationToken).ConfigureAwait(false);
        }

        foreach (var (output, source) in _simulated)
        {
            var sample = source.Next(time);
            await sink.SendAsync(output.Key, _encoder.Encode(output.Template, time, Math.Round(sample.Value, 3)), cancellationToken).ConfigureAwait(false);
            if (sample.Injection is { Samples: 1 } injection)
                _progress?.Report(new DemoNotice(DemoNoticeKind.Injected, string.Create(CultureInfo.InvariantCulture, $"{output.Id}: a spike of {injection.Magnitude:+0.#}")));
        }

        ReportHealth(sink.Traffic);
    }

    // Told when it changes, not each second.
    private void ReportHealth(Traffic traffic)
    {
        var failed = traffic.Failed;
        var delivered = traffic.Delivered;
        if (failed > _failed && !_failing)
        {
            _failing = true;
            _progress?.Report(new DemoNotice(DemoNoticeKind.Failing, $"the broker does not take the demo's samples: {traffic.LastError}"));
        }
        else if (_failing && failed == _failed && delivered > _delivered)
        {
            _failing = false;
            _progress?.Report(new DemoNotice(DemoNoticeKind.Recovered, "the broker takes the demo's samples again"));
        }

        (_failed, _delivered) = (failed, delivered);
    }

    private static OutputSeries Series(string id, string label, string value) =>
        new(id, RecordFormat.Json, new Dictionary<string, string> { [label] = value }, keyed: true);
}
