namespace Anomaly.Storage.Tests.Orleans;

/// <summary>Keeps a text, and can be reminded.</summary>
[Alias("test.note")]
public interface INoteGrain : IGrainWithStringKey
{
    [Alias("read")] Task<string> ReadAsync();

    [Alias("write")] Task WriteAsync(string text);

    [Alias("clear")] Task ClearAsync();

    [Alias("remind")] Task RemindAsync(string name);

    [Alias("reminders")] Task<string[]> RemindersAsync();

    [Alias("forget")] Task ForgetAsync(string name);

    [Alias("silo")] Task<string> SiloAsync();
}
