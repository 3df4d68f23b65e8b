using Anomaly.Grains.Interfaces.Series;
using Anomaly.Storage.Series;

namespace Anomaly.Dashboard.Ui.Series;

/// <summary>A series now: what the database knows of it, and what its grain says where that is newer.</summary>
/// <param name="State">How it is.</param>
/// <param name="WarmUp">How far the warm-up is.</param>
/// <param name="LastSeen">The event time of the newest sample.</param>
/// <param name="LastValue">The value of that sample.</param>
/// <param name="Partition">The partition of that sample; −1 where it is not known.</param>
/// <param name="Offset">The offset of that sample; −1 where it is not known.</param>
internal sealed record SeriesNow(SeriesState State, WarmUp WarmUp, DateTimeOffset? LastSeen, double? LastValue, int Partition, long Offset)
{
    /// <summary>Puts both together; either may be missing.</summary>
    public static SeriesNow Of(SeriesInfo? info, SeriesStatus? status)
    {
        var stored = info is null
            ? new SeriesNow(SeriesState.Unknown, default, null, null, -1, -1)
            : new SeriesNow(info.State, info.WarmUp, info.LastSeen, info.LastValue, info.Partition, info.Offset);
        if (status is null || status.State == SeriesState.Unknown)
            return stored;

        // A grain does not know of silence: only a newer sample ends it.
        var newer = info is null || status.LastSeen > info.LastSeen;
        return stored with
        {
            State = stored.State == SeriesState.Silent && !newer ? SeriesState.Silent : status.State,
            WarmUp = status.WarmUp,
            LastSeen = newer ? status.LastSeen : stored.LastSeen,
            LastValue = newer ? status.LastValue : stored.LastValue,
            Partition = status.Offset >= 0 ? status.Partition : stored.Partition,
            Offset = status.Offset >= 0 ? status.Offset : stored.Offset,
        };
    }
}
