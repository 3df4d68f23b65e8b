using System.Globalization;
using System.Text.Json.Nodes;
using Anomaly.Bench.Reporting;

namespace Anomaly.Bench.Database;

/// <summary>
/// What the states of series cost in PostgreSQL: all are written again and again, as at checkpoints, through the service's own store,
/// and then read as at a start. Two databases that are compared take turns, round by round.
/// </summary>
internal static class DatabaseCommand
{
    // As a series grows: met, half warm, and warm; nothing of this counts.
    private static readonly int[] Growth = [5, 60, 300, 5];
    private const int SamplesPerRound = 5;
    private const int Loads = 3;

    public static async Task RunAsync(CommandOptions options)
    {
        var report = new Report(options);
        var arguments = DatabaseArguments.Parse(options);
        foreach (var series in arguments.Series)
        {
            foreach (var (database, figures) in await MeasureAsync(arguments, series))
            {
                report.Add("database", new JsonObject { ["series"] = series, ["rounds"] = arguments.Rounds, ["database"] = database, ["database_fsync"] = true }, figures);
            }
        }

        report.Print();
    }

    private static async Task<List<(string Database, JsonObject Figures)>> MeasureAsync(DatabaseArguments arguments, int series)
    {
        var databases = new List<MeasuredDatabase>();
        try
        {
            string[] settings = arguments.Setting is null ? [] : [arguments.Setting];
            databases.Add(await MeasuredDatabase.StartAsync(settings, change: null));
            if (arguments.Against is not null)
                databases.Add(await MeasuredDatabase.StartAsync(settings, arguments.Against));

            var states = new SimulatedStates(series, MeasuredDatabase.Partitions);
            for (var i = 0; i < Growth.Length; i++)
                await FlushAsync(databases, states, Growth[i], isNew: i == 0);
            var hotBefore = await EachAsync(databases, database => database.HotAsync((long)series * (Growth.Length - 1)));
            var written = new Cost[databases.Count];
            var payload = 0;
            for (var round = 0; round < arguments.Rounds; round++)
            {
                (var costs, payload) = await FlushAsync(databases, states, SamplesPerRound, isNew: false);
                written = [.. written.Zip(costs, (sum, cost) => sum + cost)];
            }

            var hot = await EachAsync(databases, database => database.HotAsync((long)series * (Growth.Length - 1 + arguments.Rounds)));
            var sizes = await EachAsync(databases, database => database.SizeAsync());
            var stored = await EachAsync(databases, database => database.StoredAsync());
            var ids = Enumerable.Range(0, series).Select(SimulatedStates.Id).ToArray();
            await EachAsync(databases, database => database.LoadAsync(ids[..Math.Min(ids.Length, 20_000)]));
            var loaded = new Cost[databases.Count];
            for (var turn = 0; turn < Loads; turn++)
            {
                // What the rounds before left behind is not collected while this is measured.
                GC.Collect();
                loaded = [.. loaded.Zip(await EachAsync(databases, database => database.LoadAsync(ids)), (sum, cost) => sum + cost)];
            }

            var vacuums = await EachAsync(databases, database => database.VacuumAsync());
            return [.. databases.Select((_, i) => (i == 0 ? "as it is" : "changed", new JsonObject
            {
                ["state_bytes"] = payload,
                ["stored_state_bytes"] = stored[i],
                ["rows_per_second"] = Figures.Round(written[i].RowsPerSecond),
                ["server_cpu_us_per_row"] = Figures.Round(written[i].ServerMicroseconds),
                ["store_cpu_us_per_row"] = Figures.Round(written[i].ClientMicroseconds),
                ["allocated_bytes_per_row"] = written[i].Allocated / written[i].Rows,
                ["wal_bytes_per_row"] = written[i].Wal / written[i].Rows,
                ["hot_share"] = Figures.Round((double)(hot[i] - hotBefore[i]) / written[i].Rows),
                ["bytes_per_series"] = sizes[i] / series,
                ["vacuum_cpu_us_per_series"] = Figures.Round(vacuums[i].Server.TotalMicroseconds / series),
                ["loaded_rows_per_second"] = Figures.Round(loaded[i].RowsPerSecond),
                ["load_server_cpu_us_per_row"] = Figures.Round(loaded[i].ServerMicroseconds),
                ["load_store_cpu_us_per_row"] = Figures.Round(loaded[i].ClientMicroseconds),
                ["load_allocated_bytes_per_row"] = loaded[i].Allocated / loaded[i].Rows,
            }))];
        }
        finally
        {
            foreach (var database in databases)
                await database.DisposeAsync();
        }
    }

    private static async Task<(List<Cost> Costs, int Payload)> FlushAsync(List<MeasuredDatabase> databases, SimulatedStates states, int samples, bool isNew)
    {
        var next = states.Next(samples, isNew);
        var costs = await EachAsync(databases, database => database.FlushAsync(next));
        var payload = (int)next.SelectMany(rows => rows).Average(row => row.Payload.Length);
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"  states of {payload} B: {string.Join("; ", costs.Select(cost => string.Create(CultureInfo.InvariantCulture, $"{cost.RowsPerSecond:0} rows/s, {cost.ServerMicroseconds:0.0} µs in the server")))}"));
        return (costs, payload);
    }

    private static async Task<List<T>> EachAsync<T>(List<MeasuredDatabase> databases, Func<MeasuredDatabase, Task<T>> measure)
    {
        var results = new List<T>();
        foreach (var database in databases)
            results.Add(await measure(database));
        return results;
    }
}
