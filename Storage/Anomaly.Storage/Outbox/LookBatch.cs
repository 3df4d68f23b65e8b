namespace Anomaly.Storage.Outbox;

/// <summary>What became of a batch of groups.</summary>
/// <param name="Groups">How many were looked at.</param>
/// <param name="Messages">How many messages were written.</param>
/// <param name="Next">Where none was due: when the next one is; null where there is none.</param>
public readonly record struct LookBatch(int Groups, int Messages, DateTimeOffset? Next = null)
{
    /// <summary>How many members the groups of a batch have at the most, unless a single one has more.</summary>
    public const int MaxMembers = 5000;
}
