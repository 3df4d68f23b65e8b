using System.Diagnostics;
using System.Text.Json.Nodes;
using Anomaly.Bench.Reporting;
using Anomaly.Grains.Retention;

namespace Anomaly.Bench.Retention;

/// <summary>What it costs to delete old history, and what those notice of it who write meanwhile: the service's own pruner and flushes.</summary>
internal static class RetentionCommand
{
    private static readonly TimeSpan PatienceForVacuum = TimeSpan.FromMinutes(10);

    public static async Task RunAsync(CommandOptions options)
    {
        var report = new Report(options);
        var arguments = RetentionArguments.Parse(options);
        await using var database = await HistoryDatabase.StartAsync();
        await database.FillAsync(arguments.Anomalies);
        var figures = new JsonObject { ["bytes_per_anomaly"] = await database.SizeAsync("anomalies", indexes: false) / arguments.Anomalies };
        await NoteSizesAsync(database, figures, "before");

        await using (var writers = new FlushWriters(database.Partitions))
        {
            await writers.StartAsync();
            await Task.Delay(TimeSpan.FromSeconds(10)); // what begins is not measured
            writers.Take();
            await Task.Delay(TimeSpan.FromSeconds(arguments.Seconds));
            NoteFlushes(figures, "flush_ms_before", writers.Take());

            var wal = await database.WalBytesAsync();
            var started = Stopwatch.GetTimestamp();
            var keep = TimeSpan.FromDays(HistoryDatabase.Days * (100 - arguments.Percent) / 100.0);
            var pruner = new HistoryPruner(database.Retention, new RetentionOptions { Anomalies = keep }, TimeProvider.System);
            var pruned = await pruner.RunAsync(CancellationToken.None);
            figures["deleted_anomalies"] = pruned.Anomalies;
            figures["deleted_incidents"] = pruned.Incidents;
            figures["seconds"] = Figures.Round(Stopwatch.GetElapsedTime(started).TotalSeconds);
            figures["wal_mb_writers_included"] = Figures.Round((await database.WalBytesAsync() - wal) / 1e6);
            NoteFlushes(figures, "flush_ms_meanwhile", writers.Take());

            var deleted = Stopwatch.GetTimestamp();
            var (vacuums, dead) = await database.VacuumsAsync();
            figures["autovacuums_meanwhile"] = vacuums;
            figures["dead_rows_behind"] = dead;
            while (dead > 50_000 && Stopwatch.GetElapsedTime(deleted) < PatienceForVacuum)
            {
                await Task.Delay(1000);
                (vacuums, dead) = await database.VacuumsAsync();
            }

            figures["seconds_until_vacuumed"] = Figures.Round(Stopwatch.GetElapsedTime(deleted).TotalSeconds);
            NoteFlushes(figures, "flush_ms_behind", writers.Take());
        }

        figures["anomalies_left"] = await database.CountAsync("anomalies");
        await NoteSizesAsync(database, figures, "after");
        report.Add("retention", new JsonObject { ["anomalies"] = arguments.Anomalies, ["percent"] = arguments.Percent, ["database_fsync"] = true }, figures);
        report.Print();
    }

    private static async Task NoteSizesAsync(HistoryDatabase database, JsonObject figures, string when)
    {
        figures[$"table_mb_{when}"] = Figures.Round(await database.SizeAsync("anomalies", indexes: false) / 1e6);
        figures[$"indexes_mb_{when}"] = Figures.Round(await database.SizeAsync("anomalies", indexes: true) / 1e6);
    }

    private static void NoteFlushes(JsonObject figures, string name, IReadOnlyList<double> milliseconds)
    {
        if (milliseconds.Count > 0)
        {
            figures[name + "_p50"] = FlushWriters.Part(milliseconds, 0.5);
            figures[name + "_p99"] = FlushWriters.Part(milliseconds, 0.99);
            figures[name + "_max"] = FlushWriters.Part(milliseconds, 1);
        }
    }
}
