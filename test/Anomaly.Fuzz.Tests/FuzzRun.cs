using System.Diagnostics;
using System.Globalization;

[assembly: Xunit.v3.Parallelization(Mode = Xunit.Sdk.ParallelMode.None)]

namespace Anomaly.Fuzz.Tests;

/// <summary>
/// How many inputs, and from which seed on. <c>FUZZ_RUNS</c> is the number of records; of what takes longer there is a fixed part of it.
/// Input n is made from seed n alone, so <c>FUZZ_SEED=n FUZZ_RUNS=1</c> makes it again.
/// </summary>
internal static class FuzzRun
{
    private const int DefaultRuns = 40_000;

    /// <summary>The first seed.</summary>
    public static int Seed { get; } = Setting("FUZZ_SEED", 1);

    /// <summary>How many records.</summary>
    public static int Runs { get; } = Setting("FUZZ_RUNS", DefaultRuns);

    /// <summary>Runs a check for each seed; a failure names the seed and how to see it again.</summary>
    /// <param name="oneIn">Of so many records one is counted: what takes longer has fewer inputs.</param>
    /// <param name="limit">No input may take longer.</param>
    /// <param name="check">The check.</param>
    public static async Task ForEachAsync(int oneIn, TimeSpan limit, Func<Dice, Task> check)
    {
        for (var seed = Seed; seed < Seed + Math.Max(1, Runs / oneIn); seed++)
        {
            var started = Stopwatch.GetTimestamp();
            try
            {
                var checking = check(new Dice(seed));
                if (!checking.IsCompleted)
                {
                    await checking.WaitAsync(limit);
                }

                await checking;
            }
            catch (Exception exception)
            {
                throw new InvalidOperationException($"FUZZ_SEED={seed} FUZZ_RUNS=1 shows it again: {exception.Message}", exception);
            }

            var took = Stopwatch.GetElapsedTime(started);
            Assert.True(took < limit, $"FUZZ_SEED={seed} FUZZ_RUNS=1 shows it again: took {took.TotalMilliseconds:0} ms");
        }
    }

    private static int Setting(string name, int otherwise) =>
        Environment.GetEnvironmentVariable(name) is { Length: > 0 } text ? int.Parse(text, CultureInfo.InvariantCulture) : otherwise;
}
