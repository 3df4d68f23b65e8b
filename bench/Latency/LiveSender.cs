using System.Diagnostics;
using System.Globalization;
using Anomaly.Producer.Formats;
using Anomaly.Producer.Sending;
using Anomaly.Producer.Simulation;
using Anomaly.Testing.Kafka;

namespace Anomaly.Bench.Latency;

/// <summary>
/// The other process of the measurement: a record's time is the clock's when it is handed to the Kafka client. (<c>Producer</c> gives all series of a round the
/// same time and spreads them over it, so that a time can be a round old.) First a history as fast as it goes; then, once a line comes in, live.
/// </summary>
internal static class LiveSender
{
    private const double AnomalyRate = 0.001;
    private static readonly TimeProvider Clock = TimeProvider.System;

    public static async Task RunAsync(CommandOptions options)
    {
        var arguments = SenderArguments.Parse(options);
        var settings = new Dictionary<string, string>(ApacheKafka.ClientSettings) { ["linger.ms"] = "1" };
        await using var sink = await KafkaSink.OpenAsync(
            new KafkaSinkOptions { Address = new BrokerAddress(arguments.Bootstrap, "--bootstrap", false), Topic = arguments.Topic, Settings = settings }, Clock, CancellationToken.None);
        var series = Series(arguments);
        var encoder = new RecordEncoder();
        ValueTask SendAsync(int i, DateTimeOffset time) =>
            sink.SendAsync(series[i].Output.Key, encoder.Encode(series[i].Output.Template, time, series[i].Source.Next(time).Value), CancellationToken.None);

        var interval = TimeSpan.FromSeconds((double)arguments.Series / arguments.Rate);
        var start = Clock.GetUtcNow() - (interval * arguments.WarmUp);
        for (var round = 0; round < arguments.WarmUp; round++)
        {
            for (var i = 0; i < series.Length; i++)
                await SendAsync(i, start + (interval * round));
        }

        await sink.FlushAsync(TimeSpan.FromSeconds(60));
        Console.WriteLine("warm");
        await Console.In.ReadLineAsync();
        var (sent, slowest) = await LiveAsync(arguments, SendAsync);
        await sink.FlushAsync(TimeSpan.FromSeconds(30));
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{sent} {slowest.TotalMilliseconds}"));
    }

    /// <summary>Sends at the rate; what is late is sent at once, with the time when it is sent.</summary>
    private static async Task<(long Sent, TimeSpan Slowest)> LiveAsync(SenderArguments arguments, Func<int, DateTimeOffset, ValueTask> sendAsync)
    {
        var began = Stopwatch.GetTimestamp();
        var slowest = TimeSpan.Zero;
        var sent = 0L;
        while (Stopwatch.GetElapsedTime(began) is var passed && passed.TotalSeconds < arguments.Seconds)
        {
            var due = (long)(passed.TotalSeconds * arguments.Rate);
            if (sent >= due)
                await Task.Delay(1);
            while (sent < due)
            {
                var time = Clock.GetUtcNow();
                await sendAsync((int)(sent++ % arguments.Series), time);
                var took = Clock.GetUtcNow() - time;
                slowest = took > slowest ? took : slowest;
            }
        }

        return (sent, slowest);
    }

    private static (OutputSeries Output, SimulatedSeries Source)[] Series(SenderArguments arguments)
    {
        var injections = new InjectionOptions { Kinds = [AnomalyKind.Spike], Fraction = AnomalyRate, WarmUpSamples = arguments.WarmUp };
        var labels = new Dictionary<string, string> { ["source"] = "simulate" };
        return
        [
            .. Enumerable.Range(0, arguments.Series).Select(i => (
                new OutputSeries(string.Create(CultureInfo.InvariantCulture, $"live.{i + 1}"), RecordFormat.Json, labels, keyed: true),
                new SimulatedSeries(SeriesProfile.Vary((ulong)i, NoiseKind.Normal), injections, SeededRandom.Derive(1, (ulong)i)))),
        ];
    }
}
