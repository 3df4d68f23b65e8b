using System.Collections.Concurrent;

namespace Anomaly.Storage.Tests.Orleans;

public sealed class NoteGrain([PersistentState("note")] IPersistentState<Note> note, ILocalSiloDetails silo) : Grain, INoteGrain, IRemindable
{
    /// <summary>Completed when the reminder of this name has come.</summary>
    public static ConcurrentDictionary<string, TaskCompletionSource> Reminded { get; } = new(StringComparer.Ordinal);

    public Task<string> ReadAsync() => Task.FromResult(note.State.Text);

    public Task WriteAsync(string text)
    {
        note.State.Text = text;
        return note.WriteStateAsync(CancellationToken.None);
    }

    public Task ClearAsync() => note.ClearStateAsync(CancellationToken.None);

    public Task RemindAsync(string name) =>
        this.RegisterOrUpdateReminder(name, TimeSpan.FromSeconds(1), TimeSpan.FromHours(1));

    public async Task<string[]> RemindersAsync() => [.. (await this.GetReminders()).Select(reminder => reminder.ReminderName).Order(StringComparer.Ordinal)];

    public async Task ForgetAsync(string name) => await this.UnregisterReminder((await this.GetReminder(name))!);

    public Task<string> SiloAsync() => Task.FromResult(silo.SiloAddress.ToString());

    public Task ReceiveReminder(string reminderName, TickStatus status)
    {
        if (Reminded.TryGetValue(reminderName, out var reminded))
            reminded.TrySetResult();
        return Task.CompletedTask;
    }
}
