using System.CommandLine;
using System.Globalization;
using Anomaly.Producer.Replay;
using Anomaly.Producer.Simulation;

namespace Anomaly.Producer.Commands;

/// <summary><c>simulate</c>: made-up series.</summary>
internal sealed class SimulateCommand
{
    private readonly SharedOptions _shared = new();
    private readonly PaceOptions _pace = new("As fast as it goes, with event time advancing by the interval.", offerRealtime: false);
    private readonly Option<int> _series = new("--series", "-n") { Description = "How many series.", DefaultValueFactory = _ => 10, HelpName = "number" };
    private readonly Option<double> _rate = new("--rate") { Description = "Samples a second of event time and series.", DefaultValueFactory = _ => 1, HelpName = "per second" };
    private readonly Option<string?> _duration = new("--duration") { Description = "How much event time to cover: 30s, 5m, 2h, 7d. Default: no end.", HelpName = "time" };
    private readonly Option<long?> _count = new("--count") { Description = "How many samples to send, all series together. Default: no end.", HelpName = "number" };
    private readonly Option<ulong?> _seed = new("--seed") { Description = "The same seed, --start and options give the same samples. Default: a new one, which is printed.", HelpName = "number" };
    private readonly Option<string?> _start = new("--start") { Description = "The first event time. Default: now; where event time passes faster and the end is known, so that it ends now.", HelpName = "time" };
    private readonly Option<double> _anomalyRate = new("--anomaly-rate") { Description = "The part of all samples that shall be anomalous, from 0 to less than 1.", DefaultValueFactory = _ => 0.01, HelpName = "fraction" };
    private readonly Option<string> _kinds = new("--kinds") { Description = "What to inject: spike (6 deviations of the noise), shift (4 deviations, a while), dropout (zero, a while), flat, variance (noise grows fourfold), season (no seasons, a while).", DefaultValueFactory = _ => "spike,shift,dropout,flat,variance,season", HelpName = "list" };
    private readonly Option<string> _noise = new("--noise") { Description = "Kinds of noise, taken in turn by the series: normal, uniform, heavy, autocorrelated.", DefaultValueFactory = _ => "normal", HelpName = "list" };
    private readonly Option<int> _warmUp = new("--warm-up") { Description = "How many samples of each series come before anything is injected.", DefaultValueFactory = _ => 30, HelpName = "number" };
    private readonly Option<string> _prefix = new("--prefix") { Description = "Series are named prefix.1, prefix.2, …", DefaultValueFactory = _ => "sim", HelpName = "name" };
    private readonly Option<string?> _truth = new("--truth") { Description = "Write what was injected to this file, a JSON object a line: series, kind, start, end, samples, magnitude.", HelpName = "file" };

    public static Command Create(Surroundings surroundings)
    {
        var options = new SimulateCommand();
        var command = new Command("simulate", "Made-up series with seasons, trends and noise, and anomalies injected; prints what it injects.");
        foreach (var option in (Option[])[options._series, options._rate, options._duration, options._count, options._seed, options._start, options._anomalyRate, options._kinds, options._noise, options._warmUp, options._prefix, options._truth])
            command.Options.Add(option);
        options._pace.AddTo(command);
        options._shared.AddTo(command);
        command.SetAction((parse, cancellationToken) => options.RunAsync(parse, surroundings, cancellationToken));
        return command;
    }

    private async Task<int> RunAsync(ParseResult parse, Surroundings surroundings, CancellationToken cancellationToken)
    {
        var settings = _shared.Read(parse, surroundings);
        var plan = Plan(parse, surroundings.Time);
        var simulation = new SimulationRun(plan, settings, surroundings);
        await using (simulation.ConfigureAwait(false))
        {
            if (!settings.Quiet)
                surroundings.Error.Write(string.Create(CultureInfo.InvariantCulture, $"simulate: {plan.Series} series at {plan.Rate}/s, seed {plan.Seed}, to {settings.Target}\n"));
            return await Run.ExecuteAsync(settings, surroundings, endless: plan.Ticks is null && plan.Count is null, simulation.WorkAsync, cancellationToken).ConfigureAwait(false);
        }
    }

    private SimulationPlan Plan(ParseResult parse, TimeProvider time)
    {
        var series = parse.GetValue(_series);
        var rate = parse.GetValue(_rate);
        var count = parse.GetValue(_count);
        var fraction = parse.GetValue(_anomalyRate);
        var warmUp = parse.GetValue(_warmUp);
        if (series < 1)
            throw SharedOptions.Wrong("--series", series, "1 or more");
        if (!(rate is >= 1e-6 and <= 1e6))
            throw SharedOptions.Wrong("--rate", rate, "from 0.000001 to 1000000 a second");
        if (count < 1)
            throw SharedOptions.Wrong("--count", count, "1 or more");
        if (!(fraction is >= 0 and < 1))
            throw SharedOptions.Wrong("--anomaly-rate", fraction, "from 0 to less than 1");
        if (warmUp < 0)
            throw SharedOptions.Wrong("--warm-up", warmUp, "0 or more");

        var speed = _pace.Read(parse, otherwise: 1);
        long? ticks = parse.GetValue(_duration) is { } duration ? Math.Max(1, (long)(DurationText.Parse("--duration", duration).TotalSeconds * rate)) : null;
        var known = Math.Min(ticks ?? long.MaxValue, count is { } n ? 1 + ((n - 1) / series) : long.MaxValue);
        return new SimulationPlan
        {
            Series = series,
            Rate = rate,
            Ticks = ticks,
            Count = count,
            Seed = parse.GetValue(_seed) ?? (ulong)Random.Shared.NextInt64(1, 1_000_000),
            Speed = speed,
            Start = Start(parse.GetValue(_start), speed == 1 || known == long.MaxValue ? 0 : known / rate, time.GetUtcNow()),
            Noise = ListText.Parse<NoiseKind>("--noise", parse.GetValue(_noise)!),
            Injections = new InjectionOptions
            {
                Kinds = fraction == 0 ? [] : ListText.Parse<AnomalyKind>("--kinds", parse.GetValue(_kinds)!),
                Fraction = fraction,
                WarmUpSamples = warmUp,
            },
            Prefix = parse.GetValue(_prefix)!,
            TruthFile = parse.GetValue(_truth),
        };
    }

    private static DateTimeOffset Start(string? given, double seconds, DateTimeOffset now)
    {
        if (given is not null)
            return TimestampText.TryParse(given, out var time) ? time : throw SharedOptions.Wrong("--start", $"'{given}'", "a time such as 2026-11-22T10:00:00Z");
        var whole = new DateTimeOffset(now.UtcTicks - (now.UtcTicks % TimeSpan.TicksPerSecond), TimeSpan.Zero);
        return seconds < (whole - DateTimeOffset.UnixEpoch).TotalSeconds ? whole - TimeSpan.FromSeconds(Math.Floor(seconds)) : DateTimeOffset.UnixEpoch;
    }
}
