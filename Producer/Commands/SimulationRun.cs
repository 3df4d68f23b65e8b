using System.Globalization;
using Anomaly.Producer.Formats;
using Anomaly.Producer.Pacing;
using Anomaly.Producer.Simulation;

namespace Anomaly.Producer.Commands;

/// <summary>Sends simulated series and says what is injected.</summary>
internal sealed class SimulationRun : IAsyncDisposable
{
    private const int PacedTogether = 1000;
    private const int PrintedAtMost = 1000;

    private readonly SimulationPlan _plan;
    private readonly TimeProvider _time;
    private readonly (OutputSeries Output, SimulatedSeries Source)[] _series;
    private readonly Dictionary<int, Injection> _active = [];
    private readonly StreamWriter? _truthFile;
    private readonly TruthWriter? _truth;
    private int _printed;

    public SimulationRun(SimulationPlan plan, RunSettings settings, Surroundings surroundings)
    {
        (_plan, _time) = (plan, surroundings.Time);
        _series = new (OutputSeries, SimulatedSeries)[plan.Series];
        for (var i = 0; i < plan.Series; i++)
        {
            var seed = SeededRandom.Derive(plan.Seed, (ulong)i);
            var profile = SeriesProfile.Vary(seed, plan.Noise[i % plan.Noise.Count]);
            _series[i] = (
                settings.Series(string.Create(CultureInfo.InvariantCulture, $"{plan.Prefix}.{i + 1}"), ("source", "simulate")),
                new SimulatedSeries(profile, plan.Injections, SeededRandom.Derive(seed, 0)));
        }

        if (plan.TruthFile is not { } file)
            return;
        try
        {
            _truthFile = new StreamWriter(Path.GetFullPath(file, surroundings.Folder));
            _truth = new TruthWriter(_truthFile);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentException)
        {
            throw new InvalidSettingException($"--truth is '{file}'; it must be a file that can be written: {e.Message}", e);
        }
    }

    public async Task<int> WorkAsync(Run run, CancellationToken cancellationToken)
    {
        var pacer = new Pacer(_time, _plan.Speed);
        long sent = 0;
        try
        {
            for (long tick = 0; _plan.Ticks is not { } end || tick < end; tick++)
            {
                var time = _plan.TimeOf(tick);
                for (var i = 0; i < _series.Length; i++)
                {
                    // Many series are spread over their interval: a burst each second would measure the burst.
                    if (i % PacedTogether == 0)
                        await pacer.WaitUntilAsync(_plan.TimeOf(tick + ((double)i / _series.Length)), cancellationToken).ConfigureAwait(false);
                    var sample = _series[i].Source.Next(time);
                    await run.SendAsync(_series[i].Output, time, sample.Value, cancellationToken).ConfigureAwait(false);
                    Follow(i, sample.Injection, run);
                    if (++sent == _plan.Count)
                        return ExitCode.Ok;
                }

                cancellationToken.ThrowIfCancellationRequested();
            }
        }
        finally
        {
            // What is not over yet ends with the last sample that was sent.
            foreach (var (i, injection) in _active.OrderBy(one => one.Key))
                _truth?.Write(_series[i].Output.Id, injection);
        }

        return ExitCode.Ok;
    }

    public ValueTask DisposeAsync() => _truthFile?.DisposeAsync() ?? ValueTask.CompletedTask;

    private void Follow(int series, Injection? injection, Run run)
    {
        if (injection is null && _active.Count == 0)
            return;
        var before = _active.GetValueOrDefault(series);
        if (ReferenceEquals(before, injection))
            return;
        if (before is not null)
            _truth?.Write(_series[series].Output.Id, before);
        if (injection is null)
        {
            _active.Remove(series);
            return;
        }

        _active[series] = injection;
        if (_printed++ < PrintedAtMost)
            run.Reporter.Print(Describe(_series[series].Output.Id, injection));
        else if (_printed == PrintedAtMost + 1)
            run.Reporter.Say("more is injected than is printed here; --truth FILE has it all");
    }

    private static string Describe(string series, Injection injection) => string.Create(
        CultureInfo.InvariantCulture,
        $"{TimeText.Rfc3339(injection.Start)} {series}: {TruthWriter.Name(injection.Kind)}{Size(injection)}{(injection.Length > 1 ? $", {injection.Length} samples" : "")}");

    private static string Size(Injection injection) => injection.Kind switch
    {
        AnomalyKind.Flat => "",
        AnomalyKind.Variance => string.Create(CultureInfo.InvariantCulture, $" to ×{injection.Magnitude:0}"),
        AnomalyKind.Season => " left out",
        _ => string.Create(CultureInfo.InvariantCulture, $" {injection.Magnitude:+0.##;-0.##}"),
    };
}
