namespace Anomaly.Storage.Outbox;

/// <summary>What became of a batch of groups.</summary>
/// <param name="Groups">How many were looked at.</param>
/// <param name="Messages">How many messages were written.</param>
public readonly record struct LookBatch(int Groups, int Messages)
{
    /// <summary>How many members the groups of a batch have at the most, unless a single one has more.</summary>
    public const int MaxMembers = 5000;
}
