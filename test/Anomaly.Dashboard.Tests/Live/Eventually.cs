using System.Diagnostics;

namespace Anomaly.Dashboard.Tests.Live;

/// <summary>Waits for what no event tells of.</summary>
internal static class Eventually
{
    public static async Task TrueAsync(Func<Task<bool>> condition, string otherwise)
    {
        var since = Stopwatch.StartNew();
        while (!await condition())
        {
            Assert.True(since.Elapsed < TimeSpan.FromSeconds(20), otherwise);
            await Task.Delay(50, TestContext.Current.CancellationToken);
        }
    }
}
