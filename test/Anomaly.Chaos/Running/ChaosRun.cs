using System.Globalization;
using Anomaly.Chaos.Checking;
using Anomaly.Chaos.Events;
using Anomaly.Chaos.Load;
using Anomaly.Chaos.Reporting;
using Anomaly.Chaos.Silo.Faults;
using Anomaly.Chaos.Silos;
using Anomaly.Testing.Kafka;

namespace Anomaly.Chaos.Running;

/// <summary>One run from its topic to its report.</summary>
internal static class ChaosRun
{
    private const int Partitions = 6;
    private const int Hosts = 75;
    private static readonly TimeSpan LastFlush = TimeSpan.FromSeconds(1.5);

    public static async Task<ChaosReport> RunAsync(ChaosOptions options, Servers servers, TextWriter output, CancellationToken cancellationToken)
    {
        var clock = new RunClock(output);
        var folder = Directory.CreateTempSubdirectory("anomaly-chaos-").FullName;
        var topic = $"chaos-{Guid.NewGuid().ToString("N")[..8]}";
        clock.Say($"test/chaos.sh {options}; the silos' output is in {folder} meanwhile");
        if (options.SwitchedOff is { } rule)
        {
            clock.Say($"rule {RuleNames.Of(rule)} is OFF: this run must fail");
        }

        var connection = await servers.Postgres.CreateDatabaseAsync();
        await servers.Kafka.CreateTopicAsync(topic, Partitions, cancellationToken);
        var client = new Dictionary<string, string>(ApacheKafka.ClientSettings) { ["bootstrap.servers"] = servers.Kafka.BootstrapServers };
        var log = new TopicLog(client, topic, Partitions);
        await using var database = new Database(connection);
        await using var fleet = new SiloFleet(options.Silos, folder, Settings(options, servers, topic, connection), options.Seed, clock);
        foreach (var slot in fleet.Slots)
        {
            slot.Restarts = options.Aim is null;
        }

        await fleet.StartAsync(cancellationToken);
        using var load = new LoadSender(new LoadGenerator(options.Seed, Hosts), client, topic, Partitions, options.Rate);
        load.Start();
        await using var outages = new OutageWatch(database, load, Partitions, clock);
        outages.Start();
        var saving = new Saving(log, database, TimeSpan.FromSeconds(options.Aim is null ? 120 : 40));
        var events = new EventRunner(fleet, servers, load, saving, outages, clock);
        await events.RunAsync(
            options.Aim is { } aim ? AimedSchedule.At(aim, options.SwitchedOff == aim) : new RandomSchedule(options.Seed, options.Kills, options.Silos).Make(),
            cancellationToken);

        clock.Say("the load ends, the rest is saved");
        await load.StopAsync();
        var allSaved = await saving.WaitAsync(cancellationToken);
        var (worst, when) = outages.ReadWorst();
        clock.Say(allSaved ? "all is saved" : "NOT all was saved in time");
        await Task.Delay(LastFlush, cancellationToken);
        var check = await new Checker(log, database).CheckAsync(cancellationToken);
        var tallies = Tallies(fleet, events, check);
        var report = new ChaosReport
        {
            Check = check,
            AllSaved = allSaved,
            WorstOutage = worst,
            WorstOutageWhen = when,
            Took = clock.Elapsed,
            Tallies = tallies,
            Failures = [.. Failures(options, check, allSaved, tallies)],
        };
        foreach (var line in check.Examples.Concat(report.Lines()))
        {
            clock.Say(line);
        }

        // A run that failed as it must needs no looking into.
        if (report.Failures.Count == 0 != options.SwitchedOff.HasValue)
        {
            await fleet.DisposeAsync();
            Directory.Delete(folder, recursive: true);
        }
        else
        {
            clock.Say($"the silos' output is in {folder}; again: test/chaos.sh {options}");
        }

        return report;
    }

    private static Dictionary<string, string> Settings(ChaosOptions options, Servers servers, string topic, string connection)
    {
        var settings = new Dictionary<string, string>
        {
            ["Kafka__BootstrapServers"] = servers.Kafka.BootstrapServers,
            ["Kafka__Topic"] = topic,
            ["Detection__MovingAverage__Level"] = "exact",
            ["Detection__IsolationForest__Level"] = "exact",
            ["POSTGRES_CONNECTION"] = connection,
            ["Storage__CheckpointInterval"] = "00:00:01",
            ["Web__Enabled"] = "false",
            [ChaosSettings.SeedName] = Text(options.Seed),
            [ChaosSettings.StrayPercentName] = Text(options.Silos > 1 ? 30 : 0),
            [ChaosSettings.DoubledPerMilleName] = Text(options.Aim switch { null => 5, Rule.PositionCheck => 30, _ => 0 }),
            [ChaosSettings.SwitchedOffName] = options.SwitchedOff is { } rule ? RuleNames.Of(rule) : "",
        };
        foreach (var (name, value) in ApacheKafka.ClientSettings)
        {
            settings["Kafka__Client__" + name] = value;
        }

        return settings;

        static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
    }

    private static List<Tally> Tallies(SiloFleet fleet, EventRunner events, CheckResult check)
    {
        const string kills = "kills by phase", stops = "stops by phase", met = "met";
        return
        [
            new(met, "records replayed", Math.Max(0, fleet.Sum(Counter.Applied) - check.Samples), Needed: true),
            new(met, "writes refused by epoch", fleet.Sum(Counter.Refused), Needed: true),
            new(met, "gaps answered", fleet.Sum(Counter.Gaps), Needed: true),
            new(met, "stale calls refused", fleet.Sum(Counter.Stale)),
            new(met, "conflicting anomalies", fleet.Sum(Counter.Conflicts)),
            new(met, "sessions", fleet.Sum(Counter.Claims)),
            new(met, "starts of silos", fleet.Starts.Count()),
            new(kills, "apply", fleet.Sum(Counter.DiedInApply), Needed: true),
            new(kills, "anomaly write", fleet.Sum(Counter.DiedInAnomalyWrite), Needed: true),
            new(kills, "state write", fleet.Sum(Counter.DiedInStateWrite), Needed: true),
            new(kills, "progress", fleet.Sum(Counter.DiedInProgress), Needed: true),
            new(kills, "any moment", events.PlainKills),
            new(kills, "with the series on another silo", fleet.Sum(Counter.DiedWithRemoteSeries), Needed: true),
            new(stops, "anomaly write", fleet.Sum(Counter.StoppedInAnomalyWrite)),
            new(stops, "state write", fleet.Sum(Counter.StoppedInStateWrite)),
            new(stops, "progress", fleet.Sum(Counter.StoppedInProgress)),
            new(stops, "any moment", events.PlainStops),
            new("calls", "lost", fleet.Sum(Counter.Lost), Needed: true),
            new("calls", "doubled", fleet.Sum(Counter.Doubled), Needed: true),
            new("calls", "to series on another silo", fleet.Sum(Counter.Remote), Needed: true),
        ];
    }

    private static IEnumerable<string> Failures(ChaosOptions options, CheckResult check, bool allSaved, List<Tally> tallies)
    {
        if (!allSaved)
        {
            yield return "not all that was sent was saved in time";
        }

        if (!check.IsRight)
        {
            yield return "the database is not what the log says";
        }

        foreach (var tally in tallies)
        {
            if (tally.Name == "conflicting anomalies" && tally.Count > 0)
            {
                yield return $"{tally.Count} anomalies were written twice";
            }
            else if (options.IsLong && tally.Needed && tally.Count == 0)
            {
                yield return $"{tally.Group}: {tally.Name} stayed 0, so the run proves nothing of it";
            }
        }
    }
}
