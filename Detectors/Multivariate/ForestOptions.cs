namespace Anomaly.Detectors.Multivariate;

/// <summary>Settings of a forest of random trees.</summary>
public sealed record ForestOptions
{
    private const int MostTrees = 10_000;
    private const int LargestSample = 4096;

    /// <summary>How many trees.</summary>
    /// <value>1 to 10000, 64 if not set.</value>
    public int Trees
    {
        get;
        init => field = Require.Between(value, 1, MostTrees, nameof(Trees));
    } = 64;

    /// <summary>How many vectors a tree is grown from, drawn without replacement; all of them where there are fewer.</summary>
    /// <value>2 to 4096, 64 if not set.</value>
    public int SampleSize
    {
        get;
        init => field = Require.Between(value, 2, LargestSample, nameof(SampleSize));
    } = 64;

    /// <summary>What the random choices follow from.</summary>
    /// <value>Any number, 1 if not set.</value>
    public ulong Seed { get; init; } = 1;
}
