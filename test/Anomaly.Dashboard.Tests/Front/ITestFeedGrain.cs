namespace Anomaly.Dashboard.Tests.Front;

/// <summary>The feed's other side, for tests.</summary>
[Alias("anomaly.test.feed")]
public interface ITestFeedGrain : IGrainWithIntegerKey
{
    /// <summary>Forgets everything, as it would when its silo died.</summary>
    [Alias("die")] Task DieAsync();

    [Alias("count")] Task<int> CountAsync();
}
