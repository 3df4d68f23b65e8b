namespace Anomaly.Storage.Retention;

/// <summary>What became of a page of old rows.</summary>
/// <param name="Deleted">How many were deleted. The others are needed still, or somebody works on them.</param>
/// <param name="Next">Where the next page begins; null where this was the last.</param>
public readonly record struct PrunedPage(int Deleted, PruneCursor? Next);
