using System.Globalization;
using System.Text.Json;

namespace Anomaly.Bench.Database;

/// <summary>
/// What the states of series cost in PostgreSQL: all are written again and again, as at checkpoints, through the service's own store,
/// and then read as at a start. Two databases that are compared take turns, round by round.
/// </summary>
internal static class DatabaseBenchmark
{
    // As a series grows: met, half warm, and warm; nothing of this counts.
    private static readonly int[] Growth = [5, 60, 300, 5];
    private const int SamplesPerRound = 5;
    private const int Loads = 3;

    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true };

    public static async Task<int> RunAsync(DatabaseArguments arguments)
    {
        var rows = new List<DatabaseRow>();
        foreach (var series in arguments.Series)
            rows.AddRange(await MeasureAsync(arguments, series));

        Console.WriteLine("| database | series | rows/s | server µs/row | client µs/row | allocated B/row | WAL B/row | stored B of a state | B/series | HOT | vacuum µs/series | loaded rows/s | server µs | client µs | allocated B |");
        Console.WriteLine("|---|---|---|---|---|---|---|---|---|---|---|---|---|---|---|");
        foreach (var row in rows)
        {
            Console.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"| {row.Name} | {row.Series} | {row.RowsPerSecond:0} | {row.ServerMicrosecondsPerRow:0.0} | {row.ClientMicrosecondsPerRow:0.0} | {row.AllocatedPerRow} | {row.WalPerRow} | {row.StoredPayloadBytes} | {row.BytesPerSeries} | {row.HotShare:0.000} | {row.VacuumMicrosecondsPerSeries:0.0} | {row.LoadedPerSecond:0} | {row.LoadServerMicrosecondsPerRow:0.0} | {row.LoadClientMicrosecondsPerRow:0.0} | {row.LoadAllocatedPerRow} |"));
        }

        if (arguments.Json is { } file)
            await File.WriteAllTextAsync(file, JsonSerializer.Serialize(rows, Indented) + "\n");
        return 0;
    }

    private static async Task<List<DatabaseRow>> MeasureAsync(DatabaseArguments arguments, int series)
    {
        var databases = new List<MeasuredDatabase>();
        try
        {
            databases.Add(await MeasuredDatabase.StartAsync(arguments.Settings, change: null));
            foreach (var change in arguments.Against)
                databases.Add(await MeasuredDatabase.StartAsync(arguments.Settings, change));

            var states = new SimulatedStates(series, MeasuredDatabase.Partitions);
            for (var i = 0; i < Growth.Length; i++)
                await FlushAsync(databases, states, Growth[i], isNew: i == 0);
            var hotBefore = await EachAsync(databases, database => database.HotAsync((long)series * (Growth.Length - 1)));
            var written = new Cost[databases.Count];
            var payload = 0;
            for (var round = 0; round < arguments.Rounds; round++)
            {
                if (arguments.Shuffled)
                    states.Shuffle();
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
            return [.. databases.Select((_, i) => new DatabaseRow(
                i == 0 ? "as it is" : $"against {i}",
                series,
                payload,
                stored[i],
                written[i].RowsPerSecond,
                written[i].ServerMicroseconds,
                written[i].ClientMicroseconds,
                written[i].Allocated / written[i].Rows,
                written[i].Wal / written[i].Rows,
                sizes[i] / series,
                (double)(hot[i] - hotBefore[i]) / written[i].Rows,
                vacuums[i].Server.TotalMicroseconds / series,
                loaded[i].RowsPerSecond,
                loaded[i].ServerMicroseconds,
                loaded[i].ClientMicroseconds,
                loaded[i].Allocated / loaded[i].Rows))];
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
