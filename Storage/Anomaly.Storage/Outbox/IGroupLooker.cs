namespace Anomaly.Storage.Outbox;

/// <summary>Looks at groups. Called inside a transaction: it computes, and waits for nothing.</summary>
public interface IGroupLooker
{
    /// <summary>Whether it needs the members' series, for silences that name some.</summary>
    bool ReadsSeries { get; }

    /// <summary>Begins to look at a group.</summary>
    IGroupLook Look(GroupRow group, DateTimeOffset now);
}
