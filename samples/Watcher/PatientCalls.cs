using Microsoft.Extensions.Logging;
using Orleans.Runtime;

namespace Watcher;

/// <summary>
/// Calls that may be made twice, made again where a silo dies under them. Whoever asks a silo that was killed hears nothing until the
/// others have noticed, so an answer is not waited for longer than some seconds; the next attempt meets a silo that lives.
/// </summary>
internal sealed partial class PatientCalls(ILogger<PatientCalls> logger)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(5);

    public async Task<T> AskAsync<T>(string what, Func<CancellationToken, Task<T>> call, CancellationToken cancellationToken)
    {
        for (var pause = TimeSpan.FromMilliseconds(250); ; pause = TimeSpan.FromTicks(Math.Min(2 * pause.Ticks, LongestPause.Ticks)))
        {
            try
            {
                return await call(cancellationToken).WaitAsync(Patience, cancellationToken);
            }
            catch (Exception exception) when (exception is OrleansException or TimeoutException)
            {
                // What the grain itself refuses, such as a bad argument, is not of these and is thrown.
                LogAgain(what, exception.Message);
            }

            await Task.Delay(pause, cancellationToken);
        }
    }

    [LoggerMessage(LogLevel.Warning, "No answer to {What}; asking again: {Reason}")]
    private partial void LogAgain(string what, string reason);
}
