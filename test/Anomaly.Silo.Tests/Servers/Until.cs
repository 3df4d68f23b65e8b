using System.Diagnostics;

namespace Anomaly.Silo.Tests.Servers;

/// <summary>Waits for a condition of another process, looked at often; a time-out says what did not happen.</summary>
public static class Until
{
    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(100);

    public static async Task<T> AnswersAsync<T>(Func<Task<T>> ask, Func<T, bool> wanted, string what, TimeSpan? within = null)
    {
        var patience = within ?? TimeSpan.FromSeconds(120);
        var started = Stopwatch.GetTimestamp();
        for (; ; )
        {
            object? seen;
            try
            {
                var answer = await ask();
                if (wanted(answer))
                {
                    return answer;
                }

                seen = answer;
            }
            catch (HttpRequestException exception)
            {
                seen = exception.Message;
            }

            if (Stopwatch.GetElapsedTime(started) > patience)
            {
                throw new TimeoutException($"Within {patience.TotalSeconds} s it did not happen that {what}; last seen: {seen}");
            }

            await Task.Delay(Look, TestContext.Current.CancellationToken);
        }
    }
}
