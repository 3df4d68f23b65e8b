namespace Anomaly.Grains.Decoding.Timestamps;

/// <summary>Which event times are believable. Fixed, so that a replay at any time decides alike.</summary>
internal static class TimestampRange
{
    /// <summary>1980-01-01T00:00:00Z: what a clock without battery says.</summary>
    public const long EarliestMs = 315_532_800_000;

    /// <summary>2100-01-01T00:00:00Z.</summary>
    public const long LatestMs = 4_102_444_800_000;

    /// <summary>Whether a time is believable.</summary>
    public static bool Contains(long unixMs) => unixMs is >= EarliestMs and <= LatestMs;

    /// <summary>The end of a sentence about a time that is not.</summary>
    public const string MustBe = "must lie between 1980-01-01 and 2100-01-01";
}
