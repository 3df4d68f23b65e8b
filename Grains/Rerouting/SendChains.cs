namespace Anomaly.Grains.Rerouting;

/// <summary>
/// A session's sends, in order by series: each begins once the broker has the one before. A series remembers the newest origin only
/// (rule 10), so where an earlier record failed and a later one arrived, the earlier, sent again, would be taken for a repeat.
/// </summary>
internal sealed class SendChains
{
    private readonly Dictionary<string, Task<bool>> _last = new(StringComparer.Ordinal);

    /// <summary>Sends after all before of that series; fails as the first of them that failed.</summary>
    public Task<bool> After(string series, Func<Task<bool>> send)
    {
        var task = SendAsync(_last.GetValueOrDefault(series), send);
        if (!task.IsCompletedSuccessfully)
        {
            _last[series] = task;
            _ = ForgetAsync(series, task);
        }

        return task;
    }

    private static async Task<bool> SendAsync(Task? before, Func<Task<bool>> send)
    {
        if (before is not null)
        {
            await before;
        }

        return await send();
    }

    private async Task ForgetAsync(string series, Task<bool> task)
    {
        await ((Task)task).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing | ConfigureAwaitOptions.ContinueOnCapturedContext);
        // One that failed stays: nothing may follow it in this session.
        if (task.IsCompletedSuccessfully && _last.TryGetValue(series, out var last) && last == task)
        {
            _last.Remove(series);
        }
    }
}
