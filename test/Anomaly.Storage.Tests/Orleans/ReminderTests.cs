using Anomaly.Storage.Postgres.Options;
using Anomaly.Storage.Tests.Backends;
using Anomaly.Testing.Postgres;

namespace Anomaly.Storage.Tests.Orleans;

/// <summary>Orleans' reminders on our tables.</summary>
public sealed class ReminderTests(PostgresServer server) : IAsyncLifetime
{
    private string _connection = "";

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        var database = await PostgresBackend.NewDatabaseAsync(server);
        await using var storage = PostgresBackend.Open(database);
        await storage.Schema.MigrateAsync(Token);
        _connection = new PostgresStorageOptions { ConnectionString = database }.ToConnectionString();
    }

    public ValueTask DisposeAsync() => default;

    [Fact]
    public async Task Reminder_Registered_ComesAndCanBeReadAndRemoved()
    {
        var come = NoteGrain.Reminded.GetOrAdd("wake", _ => new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously));
        await using var silo = await TestSilo.OnPostgresAsync(_connection);
        var grain = silo.Grains.GetGrain<INoteGrain>("sleeper");

        await grain.RemindAsync("wake");
        await grain.RemindAsync("other");
        await come.Task.WaitAsync(TimeSpan.FromSeconds(60), Token);
        Assert.Equal(["other", "wake"], await grain.RemindersAsync());
        await grain.ForgetAsync("wake");

        Assert.Equal(["other"], await grain.RemindersAsync());
    }

    [Fact]
    public async Task ReminderTable_Ranges_CoverTheRingOnce()
    {
        await using var silo = await TestSilo.OnPostgresAsync(_connection);
        var table = silo.Get<IReminderTable>();
        var ids = Enumerable.Range(0, 40).Select(i => GrainId.Create("test.note", $"{i}")).ToArray();
        foreach (var id in ids)
            await table.UpsertRow(new ReminderEntry { GrainId = id, ReminderName = "r", StartAt = new DateTime(2026, 1, 1, 0, 0, 0, DateTimeKind.Utc), Period = TimeSpan.FromHours(1) }, Token);
        var hashes = ids.Select(id => id.GetUniformHashCode()).Order().ToArray();
        var (low, high) = (hashes[10], hashes[29]);

        var inside = await table.ReadRows(low, high, Token);
        var outside = await table.ReadRows(high, low, Token);

        Assert.Equal(19, inside.Reminders.Count);
        Assert.Equal(21, outside.Reminders.Count);
        Assert.Equal(ids.Order(), inside.Reminders.Concat(outside.Reminders).Select(reminder => reminder.GrainId).Order());
    }

    [Fact]
    public async Task ReminderTable_RowWithAnOldETag_IsNotRemoved()
    {
        await using var silo = await TestSilo.OnPostgresAsync(_connection);
        var table = silo.Get<IReminderTable>();
        var entry = new ReminderEntry { GrainId = GrainId.Create("test.note", "a"), ReminderName = "r", StartAt = new DateTime(2026, 1, 1, 0, 0, 0, DateTimeKind.Utc), Period = TimeSpan.FromHours(1) };
        var old = await table.UpsertRow(entry, Token);
        var current = await table.UpsertRow(entry, Token);

        Assert.False(await table.RemoveRow(entry.GrainId, "r", old!, Token));
        var row = await table.ReadRow(entry.GrainId, "r", Token);
        Assert.Equal((entry.StartAt, entry.Period, current), (row!.StartAt, row.Period, row.ETag));
        Assert.True(await table.RemoveRow(entry.GrainId, "r", current!, Token));
        Assert.Null(await table.ReadRow(entry.GrainId, "r", Token));
    }
}
