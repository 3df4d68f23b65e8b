using Anomaly.Grains.Interfaces.Incidents;

namespace Anomaly.Storage.Outbox;

/// <summary>A look at one group.</summary>
public interface IGroupLook
{
    /// <summary>Whether it has to know what is in the group; else <see cref="Decide"/> follows at once.</summary>
    bool ReadsMembers { get; }

    /// <summary>Takes a member. There may be very many: what is not needed of it is forgotten.</summary>
    void Add(GroupMember member);

    /// <summary>Decides, once all members were taken.</summary>
    GroupVerdict Decide();

    /// <summary>Writes the message.</summary>
    /// <param name="incidents">The incidents of <see cref="GroupVerdict.Named"/>, in that order.</param>
    OutboxMessage Compose(IReadOnlyList<Incident> incidents);
}
